"""What one text says, with spans: names, times, quotations, roles, ties, event candidates."""

from spacy.tokens import Doc

from pipeline.extract.antecedents import with_antecedents
from pipeline.extract.events import events
from pipeline.extract.extraction import Extraction
from pipeline.extract.names import names
from pipeline.extract.quotes import quotes
from pipeline.extract.references import references
from pipeline.extract.roles import roles
from pipeline.extract.ties import ties, with_aliases
from pipeline.extract.times import times
from pipeline.extract.unnamed import unnamed
from pipeline.records import Document


def extract(document: Document, doc: Doc) -> Extraction:
    """Everything that the document says. `doc` is the analysis of `document.text`."""
    found_names = names(document, doc)
    found_names = with_aliases(found_names, ties(document, found_names))
    found_references = references(document, doc, found_names)
    found_unnamed = unnamed(document, found_names)
    found_times = times(document, doc)
    found_quotes = quotes(document, doc, found_names, found_references)
    return Extraction(
        names=found_names,
        unnamed=found_unnamed,
        references=with_antecedents(found_references, doc, found_names),
        times=found_times,
        quotes=found_quotes,
        roles=roles(document, doc, found_names, found_references),
        ties=ties(document, sorted((*found_names, *found_unnamed), key=lambda name: name.span)),
        events=events(document, doc, found_names, found_references, found_times, found_quotes),
    )


__all__ = ["Extraction", "extract"]
