"""What a call asks: fields and questions with ids that never come back for something else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.awards.calls import asking, form_rules, templates
from ehrenamtskarte.awards.calls.form_rules import Answered
from ehrenamtskarte.awards.form import FieldKind, FormField, form_of, form_stored
from ehrenamtskarte.awards.rules import Template
from ehrenamtskarte.core.text import Text
from tests.awards.offices import CallOffice, an_award_office
from tests.conftest import SignIn
from tests.factories import an_entry

SHORT: dict[str, Any] = {"kind": "short_text", "label": {"de": "Wie heißt das Projekt?"}}
CHOICE: dict[str, Any] = {
    "kind": "choice",
    "label": {"de": "Bereich"},
    "options": [{"label": {"de": "Sport"}}, {"label": {"de": "Kultur"}}],
}


async def write(office: CallOffice, *fields: dict[str, Any], revision: int | None = None) -> Any:
    body = {"revision": revision or (await office.shown())["revision"], "fields": list(fields)}
    return await office.clerk.put(f"{office.call}/form", json=body)


async def ask(office: CallOffice, *questions: dict[str, Any]) -> Any:
    body = {"revision": (await office.shown())["revision"], "questions": list(questions)}
    return await office.clerk.put(f"{office.call}/questions", json=body)


async def test_new_fields_get_ids_and_keep_them(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    first = (await write(office, SHORT, CHOICE)).json()["form"]
    assert all(len(field["id"]) == 16 for field in first)
    assert (first[0]["most"], first[1]["most"], len(first[1]["options"])) == (200, None, 2)
    swapped = (await write(office, {**first[1], "required": True}, first[0])).json()["form"]
    assert [field["id"] for field in swapped] == [first[1]["id"], first[0]["id"]]
    assert swapped[0]["options"] == first[1]["options"]


async def test_an_id_never_comes_back_for_something_else(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    first = (await write(office, SHORT, CHOICE)).json()["form"]
    await write(office, first[1])
    for fields in ([first[0]], [first[1], first[1]], [{**SHORT, "id": "made_up"}]):
        answer = await write(office, *fields)
        assert (answer.status_code, answer.json()["code"]) == (422, "field_unknown")
    option = {**first[1], "options": [{"id": "made_up", "label": {"de": "X"}}, first[1]["options"][0]]}
    answer = await write(office, option)
    assert answer.json()["errors"][0]["field"] == "fields.0.options.0.id"


async def test_what_is_wrong_with_a_field_is_said_at_it(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    for field, code, where in (
        ({"label": {"de": " "}}, "label_missing", "label.de"),
        ({"most": 0}, "limit_impossible", "most"),
        ({"most": 301}, "limit_impossible", "most"),
        ({"kind": "choice"}, "options_missing", "options"),
        ({**CHOICE, "options": [{"label": {"de": "A"}}, {"label": {"de": " "}}]}, "option_missing", "options.1.label.de"),
        ({**CHOICE, "options": [{"label": {"de": "A"}}, {"label": {"de": "a "}}]}, "option_twice", "options.1.label.de"),
        ({**CHOICE, "kind": "choices", "most": 3}, "limit_impossible", "most"),
    ):  # fmt: skip
        answer = await write(office, {**SHORT, **field})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert answer.json()["errors"][0]["field"] == f"fields.0.{where}"
    for beyond in ({"kind": "picture"}, {"label": {"de": "x" * 301}}):
        assert (await write(office, {**SHORT, **beyond})).status_code == 422
    assert (await write(office, *[SHORT] * 61)).status_code == 422


async def test_what_handed_in_entries_answer_stays(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    name, choice, free = (await write(office, SHORT, CHOICE, SHORT)).json()["form"]
    sport, culture = choice["options"]
    answers = f'{{"{name["id"]}": "Tafel", "{choice["id"]}": "{sport["id"]}"}}'
    await an_entry(office.call_id, answers=answers)
    assert set((await office.shown())["answeredFields"]) == {name["id"], choice["id"]}
    for fields in (
        [choice, free],
        [{**name, "kind": "number"}, choice],
        [name, {**choice, "options": [culture, {"label": {"de": "Neu"}}]}],
    ):
        answer = await write(office, *fields)
        assert (answer.status_code, answer.json()["code"]) == (409, "field_answered")
    fine = {**choice, "options": [sport, {"label": {"de": "Neu"}}]}
    changed = await write(office, fine, {**name, "label": {"de": "Name"}, "most": 100})
    assert changed.status_code == 200, changed.text


async def test_what_only_drafts_answer_may_go_but_not_mean_something_else(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    (name,) = (await write(office, SHORT)).json()["form"]
    await an_entry(office.call_id, answers=f'{{"{name["id"]}": "Tafel"}}', status="draft")
    other = await write(office, {**name, "kind": "number"})
    assert (other.status_code, other.json()["code"]) == (409, "field_answered")
    assert (await write(office)).json()["form"] == []


async def test_questions_that_were_answered_stay_with_the_answer_that_is_needed(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    asked = await ask(
        office,
        {"text": {"de": "Liegt es in NRW?"}, "mustBe": True, "refusal": {"de": "Nur in NRW."}},
        {"text": {"de": "Gern geschehen?"}, "refusal": {"de": "wird nicht gebraucht"}},
    )
    first, second = asked.json()["questions"]
    assert (first["mustBe"], second["mustBe"], second["refusal"]["de"]) == (True, None, "")
    await an_entry(office.call_id, eligibility=f'{{"{first["id"]}": true}}')
    for questions in ([second], [{**first, "mustBe": False}, second]):
        answer = await ask(office, *questions)
        assert (answer.status_code, answer.json()["code"]) == (409, "question_answered")
    fine = await ask(office, {**first, "text": {"de": "Ist es in NRW?"}})
    assert [one["text"]["de"] for one in fine.json()["questions"]] == ["Ist es in NRW?"]
    empty = await ask(office, {"text": {"de": " "}})
    assert (empty.status_code, empty.json()["errors"][0]["field"]) == (422, "questions.0.text.de")


@pytest.mark.parametrize("template", list(Template))
def test_the_forms_of_the_templates_keep_all_rules_and_come_back_as_they_were(template: Template) -> None:
    content = templates.content(template, 2027)
    form = tuple(content.form)
    assert form_rules.written_form(form, form, Answered(), asking.fresh_id) == form
    assert form_of(form_stored(form)) == form
    questions = tuple(content.questions)
    assert form_rules.written_questions(questions, questions, (), asking.fresh_id) == questions
    for text in [field.label for field in form] + [one.text for one in questions]:
        assert text.de
        assert text.en


@given(st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=6))
def test_a_form_is_stored_with_each_id_once_or_refused(ids: list[str]) -> None:
    before = [FormField(id=one, kind=FieldKind.YES_NO, label=Text(one, "")) for one in "ab"]
    fields = [FormField(id=one, kind=FieldKind.YES_NO, label=Text("Ja?", "")) for one in ids]
    try:
        stored = form_rules.written_form(fields, before, Answered(), asking.fresh_id)
    except form_rules.FieldUnknown:
        named = [one for one in ids if one]
        assert len(set(named)) < len(named) or "c" in named
    else:
        assert len({field.id for field in stored}) == len(ids)
        assert "c" not in {field.id for field in stored}
