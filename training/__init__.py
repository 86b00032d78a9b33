"""How the packaged language model is made: corpora to one guideline, training, export, scores."""
