"""One briefing as files: the documents of a recipe, written in a format, with names that say what they are."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Final

from briefing.compose import compose
from briefing.data import data_csv, data_gpkg, data_xlsx
from briefing.document import Document, combined
from briefing.files import unused
from briefing.gemeentekaart import gemeentekaart
from briefing.ons_gebied import ons_gebied
from briefing.pdf import write_pdf
from briefing.request import Setting, profile, seen_now
from briefing.word import write_docx
from domain.areas import fold
from domain.profile import Profile
from domain.recipe import Asked, Kind, Recipe
from domain.recipe_file import to_file
from domain.wording.recipe import kind_title
from store.export import demo_mark
from store.warehouse import Store

_LONGEST: Final = 60


class Format(StrEnum):
    """What a briefing is written as. The last three are the figures behind it."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    GPKG = "gpkg"


#: Media types by format; CSV travels with its metadata in a zip.
TYPES: Final = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "application/zip",
    Format.GPKG: "application/geopackage+sqlite3",
}
_DATA: Final = {Format.XLSX: data_xlsx, Format.CSV: data_csv, Format.GPKG: data_gpkg}


@dataclass(frozen=True)
class Made:
    """A file: its name and what is in it."""

    name: str
    body: bytes


def make(store: Store, recipe: Recipe, form: Format, setting: Setting, template: Path | None = None) -> Made:
    """The briefing as one file: of several areas one document (`combined`), else a zip with a document each.

    Raises ValueError without areas, UnknownArea, StoreUnavailable, and what a template that cannot be used raises.
    """
    if not recipe.areas:
        raise ValueError("Kies eerst een of meer gebieden.")
    if form in _DATA:
        found = [profile(store, each, setting) for each in recipe.areas]
        return Made(file_name(store, recipe, form), _DATA[form](store, found, recipe.indicators))
    if len(recipe.areas) == 1 or recipe.combined:
        return Made(file_name(store, recipe, form), _written(_whole(store, recipe, setting), form, template))
    return Made(file_name(store, recipe, form, "zip"), zipped(one_by_one(store, recipe, form, setting, template)))


def one_by_one(
    store: Store, recipe: Recipe, form: Format, setting: Setting, template: Path | None = None
) -> Iterator[Made]:
    """A file per area, in the order of the recipe."""
    for each in recipe.areas:
        only = replace(recipe, areas=(each,))
        yield Made(file_name(store, only, form), _written(document_of(store, each, recipe, setting), form, template))


def document_of(store: Store, asked: Asked, recipe: Recipe, setting: Setting) -> Document:
    """Document of one area, of the kind that the recipe asks for."""
    found = profile(store, asked, setting)
    return _of_kind(store, found, asked, recipe, setting)


def kept(store: Store, recipe: Recipe, setting: Setting) -> Made:
    """The recipe as a small file, with the figures of now, so that next time what is new can be marked."""
    found = [(each, profile(store, each, setting)) for each in recipe.areas]
    whole = replace(recipe, seen=seen_now(found, recipe), made_on=setting.made_on)
    return Made(f"{_stem(store, recipe)}.briefing.json", to_file(whole).encode())


def file_name(store: Store, recipe: Recipe, form: Format, ending: str = "") -> str:
    """Name of a file: "gebiedsbriefing_westersingel-noord_BU99010101_fictief.docx"."""
    real = ending or ("zip" if form is Format.CSV else str(form))
    return f"{_stem(store, recipe)}.{real}"


def zipped(files: Iterator[Made] | Sequence[Made]) -> bytes:
    """Files in a zip; two of one name get a number."""
    target, names = BytesIO(), set[str]()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            archive.writestr(unused(each.name, names), each.body)
    return target.getvalue()


def _whole(store: Store, recipe: Recipe, setting: Setting) -> Document:
    documents = [document_of(store, each, recipe, setting) for each in recipe.areas]
    if len(documents) == 1:
        return documents[0]
    names = [name for each in documents for name in each.area_names]
    subtitle = ", ".join(names) if len(names) <= 6 else f"{', '.join(names[:5])} en {len(names) - 5} andere gebieden"
    link = f"{setting.base}/briefing{recipe.to_query()}" if setting.base else ""
    return combined(documents, f"{kind_title(recipe.kind)}: {len(names)} gebieden", subtitle, link)


def _of_kind(store: Store, found: Profile, asked: Asked, recipe: Recipe, setting: Setting) -> Document:
    if recipe.kind is Kind.GEMEENTEKAART:
        return gemeentekaart(store, found, asked, recipe, setting)
    if recipe.kind is Kind.ONS_GEBIED:
        return ons_gebied(store, found, asked, recipe, setting)
    return compose(store, found, asked, recipe, setting)


def _written(document: Document, form: Format, template: Path | None) -> bytes:
    return write_docx(document, template) if form is Format.DOCX else write_pdf(document)


def _stem(store: Store, recipe: Recipe) -> str:
    about = recipe.areas[0].name or recipe.areas[0].codes[0] if recipe.areas else "leeg"
    many = f"_en_{len(recipe.areas) - 1}_andere" if len(recipe.areas) > 1 else ""
    name = re.sub(r"[^A-Za-z0-9-]+", "-", fold(about) if recipe.areas and recipe.areas[0].name else about).strip("-")
    return f"{fold(kind_title(recipe.kind)).replace(' ', '-')}_{name[:_LONGEST]}{many}{demo_mark(store)}"
