"""The same witness, pronotepy, for news, surveys and discussions."""

from datetime import datetime, time
from functools import partial
from html import unescape
import re
from typing import Any

import pronotepy
import pytest

from tests.school import School
from tests.school.model.mail import Discussion, Folder, Letter, Person
from tests.school.model.news import Copy

from .pronotepy_versions import NEWS_BY_ITEM
from .test_pronotepy_daily import asked, logged_in, school, wall

__all__ = ["school"]

pytestmark = pytest.mark.usefixtures("socket_enabled")
of_2026 = pytest.mark.parametrize("school", NEWS_BY_ITEM, indirect=True)


def text(html: str) -> str:
    return unescape(re.sub("<.*?>", "", html))


def news_of(school: School, key: str) -> list[Copy]:
    model = school.model
    return model.news.received(model.account(key), model.today)


def news_seen(copy: Copy) -> tuple[Any, ...]:
    news = copy.news
    return (
        news.title,
        news.author,
        copy.read,
        wall(news.created),
        datetime.combine(news.first, time()),
        datetime.combine(news.last, time()),
        news.nature,
        news.survey,
        news.anonymous,
    )


def news_read(information: Any) -> tuple[Any, ...]:
    return (
        information.title,
        information.author,
        information.read,
        information.creation_date,
        information.start_date,
        information.end_date,
        information.category,
        information.survey,
        information.anonymous_response,
    )


@of_2026
async def test_pupil_reads_news_and_surveys(school: School) -> None:
    client = await logged_in(school, "pupil")
    told = await asked(client.information_and_surveys)
    truth = news_of(school, "pupil")
    assert [news_read(one) for one in told] == [news_seen(one) for one in truth]
    assert {one.survey for one in told} == {True, False}
    for one, copy in zip(told, truth, strict=True):
        assert await asked(one.content) == text(copy.news.questions[0].html)
        files = await asked(one.attachments)
        assert [(file.name, file.type) for file in files] == [
            (file.name, int(file.kind)) for file in copy.news.attachments
        ]
        for file, joined in zip(files, copy.news.attachments, strict=True):
            if joined.url:
                assert file.url == joined.url
            else:
                data = await asked(partial(getattr, file, "data"))
                assert data == joined.content


@of_2026
async def test_pupil_marks_news_as_read(school: School) -> None:
    client = await logged_in(school, "pupil")
    told = await asked(lambda: client.information_and_surveys(only_unread=True))
    await asked(lambda: told[0].mark_as_read(True))
    copy = school.model.news.find(school.model.account("pupil"), told[0].title)
    assert copy.read
    again = await asked(lambda: client.information_and_surveys(only_unread=True))
    assert len(again) == len(told) - 1


@of_2026
async def test_parent_reads_titles_but_neither_opens_nor_marks_news(
    school: School,
) -> None:
    """It sends the pupil where the school expects the recipients of the news."""
    client = await logged_in(school, "parent")
    told = await asked(client.information_and_surveys)
    truth = [copy for copy in news_of(school, "parent") for _ in copy.children]
    assert [news_read(one) for one in told] == [news_seen(one) for one in truth]
    meeting = next(one for one in told if one.title == "Réunion parents-professeurs")
    with pytest.raises(KeyError):
        await asked(meeting.content)
    await asked(lambda: meeting.mark_as_read(True))
    copy = school.model.news.find(school.model.account("parent"), meeting.title)
    assert not copy.read


def letter_seen(letter: Letter, owner: Person) -> tuple[Any, ...]:
    mine = letter.author == owner
    return (
        text(letter.text) if letter.html else letter.text,
        None if mine else letter.author.name,
        wall(letter.moment),
        text(letter.source.text) if letter.source else None,
    )


def letter_read(message: Any) -> tuple[Any, ...]:
    source = message.replying_to
    return (
        message.content,
        message.author,
        message.created,
        source.content if source else None,
    )


def discussion_seen(
    school: School, discussion: Discussion, owner: Person
) -> tuple[Any, ...]:
    copies = school.model.mail.owned(owner, discussion)
    return (
        discussion.subject,
        None if discussion.starter == owner else discussion.starter.name,
        sum(not copy.read for copy in copies),
        discussion.closed,
        ["Trash"] if copies[-1].folder is Folder.BIN else [],
    )


def discussion_read(discussion: Any) -> tuple[Any, ...]:
    return (
        discussion.subject,
        discussion.creator,
        discussion.unread,
        discussion.closed,
        discussion.labels,
    )


async def test_pupil_reads_discussions(school: School) -> None:
    lina = school.model.mail.person("pupil-lina")
    client = await logged_in(school, "pupil")
    draft, *told = await asked(client.discussions)
    assert (draft.subject, draft.labels) == ("Exposé", ["Drafts"])
    truth = school.model.mail.discussions_of(lina)
    assert [discussion_read(one) for one in told] == [
        discussion_seen(school, one, lina) for one in truth
    ]
    for one, discussion in zip(told, truth, strict=True):
        messages = await asked(partial(getattr, one, "messages"))
        assert [letter_read(message) for message in messages] == [
            letter_seen(letter, lina) for letter in discussion.letters
        ]
        assert await asked(one.participants) == [
            person.name for person in discussion.people
        ]
        assert await asked(messages[0].recipients) == [
            person.name for person in discussion.letters[0].to
        ]
    assert any(one.unread for one in told)


async def test_pupil_answers_marks_and_throws_away(school: School) -> None:
    office = school.model.mail
    lina, known = office.person("pupil-lina"), office.find("Récitation")
    client = await logged_in(school, "pupil")

    async def mine() -> Any:
        told = await asked(client.discussions)
        return next((one for one in told if one.subject == known.subject), None)

    recitation = await mine()
    await asked(lambda: recitation.reply("Entendu."))
    letter = known.letters[-1]
    assert (letter.author, letter.text) == (lina, "Entendu.")
    messages = await asked(partial(getattr, recitation, "messages"))
    await asked(lambda: messages[0].reply("Encore merci."))
    assert known.letters[-1].source is known.letters[0]

    await asked(lambda: recitation.mark_as(True))
    assert (await mine()).unread == 0
    unread = await asked(lambda: client.discussions(only_unread=True))
    assert known.subject not in {one.subject for one in unread}

    await asked((await mine()).delete)
    assert (await mine()).labels == ["Trash"]
    assert {copy.folder for copy in office.owned(lina, known)} == {Folder.BIN}


@pytest.mark.parametrize("key", ["pupil", "parent"])
async def test_a_new_discussion_with_a_recipient(school: School, key: str) -> None:
    client = await logged_in(school, key)
    told = await asked(client.get_recipients)
    people = {one.name: one for one in school.model.mail.people}
    for one in told:
        person = people[one.name]
        assert one.with_discussion is not bool(person.refusal)
        functions = [person.function] if person.function else list(person.subjects)
        assert one.functions == functions
        assert (one.email or "") == person.email
    assert {one.type for one in told} == {"teacher", "staff"}
    nurse = next(one for one in told if "Infirmière" in one.functions)
    await asked(lambda: client.new_discussion("Lunettes", "Oubliées.", [nurse]))
    letter = school.model.mail.find("Lunettes").letters[0]
    assert (letter.text, [one.name for one in letter.to]) == ("Oubliées.", [nurse.name])


async def test_rows_which_pronotepy_cannot_bear(school: School) -> None:
    """A discussion without `messagePourParticipants`, or with a colour as a label."""
    client = await logged_in(school, "parent")
    with pytest.raises(pronotepy.ParsingError):
        await asked(client.discussions)


async def test_a_rich_editor_wants_html_which_pronotepy_never_sends(
    school: School,
) -> None:
    """The school then keeps an empty message, as the real one does."""
    client = await logged_in(school, "pupil_2nde")
    nurse = next(
        one
        for one in await asked(client.get_recipients)
        if "Infirmière" in one.functions
    )
    await asked(lambda: client.new_discussion("Question", "Bonjour", [nurse]))
    assert school.model.mail.find("Question").letters[0].text == ""
