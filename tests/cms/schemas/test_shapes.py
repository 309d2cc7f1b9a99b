"""Shapes are closed and blocks are told apart by their type."""

import ast
import datetime
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from pydantic import TypeAdapter, ValidationError

from cms.schemas.blocks import Block, union_of
from cms.schemas.entities import EntityName
from cms.schemas.links import PageLink
from cms.schemas.pages import PageDetail


class Heading(Block):
    """A block of these tests."""

    type: Literal["heading"] = "heading"
    text: str


class Quote(Block):
    """Another."""

    type: Literal["quote"] = "quote"
    text: str


def test_unknown_fields_are_errors() -> None:
    with pytest.raises(ValidationError):
        EntityName(key="jugend", name="Jugend", language="de", langauge="de")


def test_union_tells_blocks_apart_by_type() -> None:
    adapter = TypeAdapter(union_of([Heading, Quote]))
    assert adapter.validate_python({"id": "1", "type": "quote", "text": "x"}) == Quote(id="1", text="x")
    assert adapter.json_schema()["discriminator"]["propertyName"] == "type"


def test_union_of_one_is_that_one() -> None:
    assert union_of([Heading]) is Heading


def test_details_keep_the_fields_of_their_blocks() -> None:
    detail = PageDetail.model_construct(body=[Heading(id="1", text="Hallo")])
    assert detail.model_dump(include={"body"}) == {"body": [{"id": "1", "type": "heading", "text": "Hallo"}]}


def test_dates_are_iso() -> None:
    link = PageLink(id=1, type="news.article", locale="de", url="/de/", title="x", date=datetime.date(2017, 6, 28))
    assert '"date":"2017-06-28"' in link.model_dump_json()


def test_shapes_import_neither_models_nor_the_api() -> None:
    folder = Path(settings.BASE_DIR) / "cms" / "schemas"
    imported = {
        name.split(".")[0]
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    assert imported <= {"collections", "datetime", "functools", "operator", "pydantic", "typing", "uuid"}
