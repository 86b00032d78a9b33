"""What the guideline of our own articles makes of the labels of other corpora."""

_UNSEEN = ("Group", "Agreement", "Event", "CreativeWork", "Other", "Place-adjective", "Group-adjective")
# The target of a word outside every name in a corpus that marks persons, organisations and places alone.
UNMARKED_BY_THREE_TYPES = "|".join(["O", *(f"{prefix}-{kind}" for kind in _UNSEEN for prefix in "BI")])
MISCELLANEOUS = "|".join(_UNSEEN)

_ADJECTIVE_ENDINGS = ("an", "ish", "ese", "ic")
_ADJECTIVES = frozenset(
    "french dutch greek swiss thai czech welsh iraqi israeli saudi pakistani yemeni omani kuwaiti qatari emirati bahraini afghan bengali somali "
    "nepali uzbek kazakh kyrgyz tajik turkmen croat serb slovak filipino argentine soviet congolese hindu punjabi kashmiri basque "
    "palestinian kurdish azeri arab malagasy burmese cypriot".split()
)
_NOT_ADJECTIVES = frozenset(
    "iran japan sudan bhutan jordan oman azerbaijan pakistan afghanistan uzbekistan kazakhstan kyrgyzstan tajikistan turkmenistan taiwan milan "
    "michigan kurdistan balochistan baluchistan san vatican isfahan durban dagestan hunan yunnan henan wuhan abidjan busan manhattan "
    "saskatchewan ireland lebanon hindustan rajasthan catalan aleppan mexican republican atlantic pacific arctic antarctic".split()
) - {"mexican", "catalan"}


def is_adjective(name: str) -> bool:
    """Whether a name of a place is, by its look, an adjective of nationality or its noun (`Iranian`, `French`)."""
    last = name.lower().split()[-1].rstrip("s")
    return last in _ADJECTIVES or (last.endswith(_ADJECTIVE_ENDINGS) and last not in _NOT_ADJECTIVES)
