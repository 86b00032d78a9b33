"""How speed and quality are measured."""
