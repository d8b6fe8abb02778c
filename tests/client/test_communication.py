"""News, surveys and discussions: read, written, read back, and refused."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.pronote.client import (
    Discussion,
    Folder,
    News,
    PronoteClient,
    Pupil,
    Question,
    QuestionKind,
    Recipient,
    RecipientKind,
    Upload,
)
from custom_components.pronote.client.errors import (
    InputProblem,
    InvalidInputError,
    PageNotAllowedError,
    PronoteError,
    StaleObjectError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from custom_components.pronote.client.pages.news import ANSWERABLE_KINDS, Answer
from tests.school import KNOWN_VERSIONS, School
from tests.school.model.mail import Person, PersonKind, QuietHours
from tests.school.model.news import Copy
from tests.school.model.people import SecurityMode
from tests.school.pages import news as pages_of_news
from tests.school.pages.news import news_row, question_rows
from tests.school.pages.registry import RequestContext

from .conftest import Family, ManualClock, StartSchool


@pytest.fixture(params=sorted(KNOWN_VERSIONS))
async def school(request: pytest.FixtureRequest, start_school: StartSchool) -> School:
    """A school of each generation: news before 2026 come whole, later ones in two parts."""
    return await start_school(version=request.param)


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


def copies(school: School, clock: ManualClock, name: str = "parent") -> list[Copy]:
    account = school.model.account(name)
    return school.model.news.received(account, clock.now.date())


async def opened(client: PronoteClient, item: News) -> tuple[Pupil | None, News]:
    """Return a piece of news with its content, and the child it is about."""
    owner = next(
        (p for p in client.account.pupils if item.child and item.child in p.name), None
    )
    owner = owner or client.account.pupils[0]
    return owner, await client.news.content(item, owner)


# --- news


async def test_every_piece_of_news(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    truth = copies(school, clock)
    found = await client.news.get(client.account.pupils[0])
    assert {n.title for n in found} == {t.news.title for t in truth}
    for item in found:
        copy = next(t for t in truth if t.news.title == item.title)
        assert item.read == copy.read
        assert item.survey == copy.news.survey
        assert item.anonymous == copy.news.anonymous
        assert item.author == copy.news.author
        assert item.category == copy.news.nature
        _, whole = await opened(client, item)
        assert whole.questions is not None
        assert len(whole.questions) == len(copy.news.questions)
        assert {a.name for a in whole.attachments} == {
            a.name for a in copy.news.attachments
        }
        assert {c.text for q in whole.questions for c in q.choices} == {
            c.text for q in copy.news.questions for c in q.choices
        }
        assert "<script" not in "".join(q.html for q in whole.questions)


async def test_reading_is_reported_to_the_school(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    item = next(n for n in await client.news.get() if not n.read)
    school.fault("expire_sessions")
    after = await client.news.mark_read(item)
    assert after.read
    assert after.key == item.key
    assert any(c.read for c in copies(school, clock) if c.news.title == item.title)


async def test_everything_that_is_asked_is_answered(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    done = 0
    for item in await client.news.get():
        owner, whole = await opened(client, item)
        answers = {
            question.key: valid_answer(question)
            for question in whole.questions or ()
            if question.awaits_answer
        }
        if not answers:
            continue
        if whole.end is not None and whole.end.date() < clock.now.date():
            with pytest.raises(WriteRefusedError) as error:
                await client.news.answer(whole, answers, owner)
            assert error.value.messages
            continue
        after = await client.news.answer(whole, answers, owner)
        assert not after.awaits_answer
        for question in after.questions or ():
            if question.key in answers:
                expected = answers[question.key]
                if question.kind is QuestionKind.TEXT:
                    assert question.answer_text == expected
                elif not isinstance(expected, str):
                    assert question.answer_choices == set(expected)
        done += 1
    assert done >= 2
    assert {n.title for n in await client.news.get() if n.awaits_answer} <= {
        c.news.title for c in copies(school, clock) if c.news.last < clock.now.date()
    }


def valid_answer(question: Question) -> Answer:
    match question.kind:
        case QuestionKind.ACKNOWLEDGEMENT:
            return ""
        case QuestionKind.TEXT:
            return "Avec plaisir"
        case _:
            return [question.choices[0].position]


async def test_answers_that_do_not_fit_are_not_sent(
    school: School, client: PronoteClient
) -> None:
    tried = set()
    for item in await client.news.get():
        owner, whole = await opened(client, item)
        for question in whole.questions or ():
            for answer, problem in invalid_answers(question):
                before = school.request_log.requests["SaisieActualites"]
                with pytest.raises(InvalidInputError) as error:
                    await client.news.answer(whole, {question.key: answer}, owner)
                assert error.value.problem is problem
                assert school.request_log.requests["SaisieActualites"] == before
                tried.add(problem)
    assert InputProblem.NO_SUCH_CHOICE in tried
    assert InputProblem.NOT_A_QUESTION in tried


def invalid_answers(question: Question) -> list[tuple[Answer, InputProblem]]:
    if question.kind not in ANSWERABLE_KINDS:
        return [("oui", InputProblem.NOT_A_QUESTION)]
    if question.kind is QuestionKind.ACKNOWLEDGEMENT:
        return [("oui", InputProblem.NOT_A_QUESTION)]
    if question.kind is QuestionKind.TEXT:
        found: list[tuple[Answer, InputProblem]] = [("", InputProblem.EMPTY)]
        if question.max_text_length:
            found.append(("x" * (question.max_text_length + 1), InputProblem.TOO_LONG))
        return found
    found = [([99], InputProblem.NO_SUCH_CHOICE), ([], InputProblem.EMPTY)]
    if question.kind is QuestionKind.SINGLE_CHOICE:
        found.append(([1, 2], InputProblem.TOO_MANY_CHOICES))
    return found


async def test_an_answer_that_the_school_refuses(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    for item in await client.news.get():
        owner, whole = await opened(client, item)
        waiting = [q for q in whole.questions or () if q.awaits_answer]
        if not waiting:
            continue
        copy = next(c for c in copies(school, clock) if c.news.title == item.title)
        if copy.news.last.year > clock.now.year + 1:
            continue
        clock.now = clock.now.replace(
            year=copy.news.last.year, month=copy.news.last.month, day=copy.news.last.day
        )
        clock.advance(days=2)
        with pytest.raises(PronoteError):
            await client.news.answer(
                whole, {waiting[0].key: valid_answer(waiting[0])}, owner
            )
        assert not copy.replies
        return
    pytest.fail("nothing to answer in this world")


async def test_news_taken_from_the_list(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    item = next(n for n in await client.news.get() if not n.survey)
    await client.news.delete(item)
    assert item.key not in {n.key for n in await client.news.get()}
    with pytest.raises(WriteRefusedError):
        await client.news.mark_read(item)
    school.fault("expire_sessions")
    with pytest.raises(StaleObjectError):
        await client.news.mark_read(item)


async def test_news_marked_read_and_unread(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    for item in await client.news.get():
        for read in (True, False, True):
            after = await client.news.mark_read(item, read=read)
            assert after.read is read
            truth = [c for c in copies(school, clock) if c.news.title == item.title]
            assert read in {copy.read for copy in truth}
    item = await client.news.mark_read((await client.news.get())[0], read=False)
    await client.news.delete(item)
    copy = school.model.news.find(school.model.account("parent"), item.title or "")
    assert (copy.deleted, copy.read) == (True, False)


@pytest.mark.parametrize("version", ["2026.2.7", "2026.1.3", "2024.3.11"])
async def test_form_of_a_write_is_that_of_the_version(
    version: str,
    family: Family,
    start_school: StartSchool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever fields the item carries: those of 2024 in 2026, or those of 2026 in 2024."""

    def strange_row(context: RequestContext, *about: Any) -> dict[str, Any]:
        row = news_row(context, *about)
        nature = row.pop("nature", None) or row.pop("categorie")
        questions = {"_T": 24, "V": question_rows(context, about[0])}
        row.pop("estPublic", None)
        row.pop("informationListeContenu", None)
        if version < "2026":
            return row | {"nature": nature, "estPublic": False}
        return row | {"categorie": nature, "listeQuestions": questions}

    monkeypatch.setattr(pages_of_news, "news_row", strange_row)
    school = await start_school(version=version)
    client = family.client(family.password(school))
    await client.login()
    item = next(n for n in await client.news.get() if not n.survey)
    assert (await client.news.mark_read(item)).read


async def test_files_of_news(client: PronoteClient) -> None:
    for item in await client.news.get():
        _, whole = await opened(client, item)
        for file in whole.attachments:
            if file.url is None:
                assert await client.files.download(file)
                return
    pytest.fail("no file hangs on the news of this world")


# --- discussions


async def find(client: PronoteClient, *, unread: bool) -> Discussion:
    return next(d for d in await client.discussions.get() if bool(d.unread) is unread)


async def test_every_discussion(school: School, client: PronoteClient) -> None:
    found = await client.discussions.get()
    assert found
    subjects = {d.subject for d in school.model.mail.discussions}
    assert {d.subject for d in found} <= subjects
    for discussion in found:
        thread = await client.discussions.thread(discussion)
        truth = next(
            d for d in school.model.mail.discussions if d.subject == discussion.subject
        )
        assert 0 < len(thread.messages) <= len(truth.letters)
        assert {m.sent_at for m in thread.messages} <= {x.moment for x in truth.letters}


async def test_reading_a_discussion(school: School, client: PronoteClient) -> None:
    discussion = await find(client, unread=True)
    await client.discussions.thread(discussion)
    assert (await find(client, unread=True)).key == discussion.key
    school.fault("expire_sessions")
    after = await client.discussions.mark_read(discussion)
    assert after.unread == 0
    again = await client.discussions.mark_read(after, read=False)
    assert again.unread


async def test_answering(school: School, client: PronoteClient) -> None:
    for discussion in await client.discussions.get():
        thread = await client.discussions.thread(discussion)
        if not thread.can_reply:
            with pytest.raises(InvalidInputError):
                await client.discussions.reply(discussion, "Bonjour")
            continue
        text = "Bonjour,\nc'est <noté> & merci."
        after = await client.discussions.reply(discussion, text)
        assert after.messages[-1].mine
        assert after.messages[-1].text == text
        letters = next(
            d.letters
            for d in school.model.mail.discussions
            if d.subject == discussion.subject
        )
        assert letters[-1].text
        with pytest.raises(InvalidInputError):
            await client.discussions.reply(discussion, "  ")
        return
    pytest.fail("no discussion of this world takes an answer")


async def test_writing_to_a_teacher(school: School, client: PronoteClient) -> None:
    people = await client.discussions.recipients(RecipientKind.TEACHER)
    assert people
    file = Upload(name="mot.txt", content=b"Bonjour", content_type="text/plain")
    school.fault("expire_sessions")
    begun = await client.discussions.begin(
        "Absence de demain", "Ma fille sera absente.", [people[0]], files=[file]
    )
    assert begun.subject == "Absence de demain"
    truth = next(
        d for d in school.model.mail.discussions if d.subject == "Absence de demain"
    )
    assert truth.letters[0].text == "Ma fille sera absente."
    assert people[0].name in {person.name for person in truth.letters[0].to}
    thread = await client.discussions.thread(begun)
    assert [a.name for a in thread.messages[0].attachments] == ["mot.txt"]
    assert await client.files.download(thread.messages[0].attachments[0]) == b"Bonjour"


async def test_nothing_is_written_in_quiet_hours(
    school: School, client: PronoteClient
) -> None:
    people = await client.discussions.recipients(RecipientKind.TEACHER)
    school.model.mail.quiet = QuietHours("Ne pas déranger", "Revenez demain matin.")
    before = len(school.model.mail.discussions)
    with pytest.raises(WriteRefusedError):
        await client.discussions.begin("Bonjour", "Un mot", [people[0]])
    assert len(school.model.mail.discussions) == before


@pytest.mark.parametrize("account", ["pupil_2nde", "named_device"])
async def test_whom_an_account_with_rich_text_may_write_to(
    school: School, family: Family, account: str
) -> None:
    """PRONOTE's page requests them by another function, which lists everybody."""
    real = school.model.account(account)
    real.security = SecurityMode.NONE
    client = family.client(family.password(school, account))
    await client.login()
    school.request_log.reset()
    for kind in RecipientKind:
        found = await client.discussions.recipients(kind)
        allowed = PersonKind(kind) in real.mail.kinds
        assert bool(found) is allowed, kind
        assert all(person.kind is kind and person.ref for person in found)
    assert school.request_log.requests["ListePublics"] == len(RecipientKind)
    assert "ListeRessourcesPourCommunication" not in school.request_log.requests
    (teacher, *_) = await client.discussions.recipients(RecipientKind.TEACHER)
    assert teacher.subjects
    begun = await client.discussions.begin("Exposé", "Une question", [teacher])
    assert begun.subject == "Exposé"


PAPER = Upload(name="mot.txt", content=b"Bonjour", content_type="text/plain")
OTHER = Upload(name="plan.txt", content=b"Par ici", content_type="text/plain")


async def may_answer(client: PronoteClient) -> Discussion:
    """Return a discussion that accepts replies."""
    found = [
        one
        for one in await client.discussions.get()
        if (await client.discussions.thread(one)).can_reply
    ]
    return found[0]


async def test_a_draft_keeps_its_files(client: PronoteClient) -> None:
    discussion = await may_answer(client)
    await client.discussions.save_draft(discussion, "Bonjour", files=[PAPER])
    thread = await client.discussions.save_draft(
        discussion, "Bonjour à tous", files=[OTHER]
    )
    assert thread.draft is not None
    assert [file.name for file in thread.draft.attachments] == ["mot.txt", "plan.txt"]
    assert await client.files.download(thread.draft.attachments[1]) == OTHER.content
    await client.discussions.send_draft(discussion)
    sent = (await client.discussions.thread(discussion)).messages[-1]
    assert (sent.mine, sent.text) == (True, "Bonjour à tous")
    assert [file.name for file in sent.attachments] == ["mot.txt", "plan.txt"]


async def test_a_first_message_is_saved_as_a_draft(
    school: School, client: PronoteClient
) -> None:
    people = await client.discussions.recipients(RecipientKind.TEACHER)
    school.request_log.reset()
    draft = await client.discussions.begin(
        "Voyage", "Ma question", people[:2], files=[PAPER], draft=True
    )
    assert draft.only_draft and draft.subject == "Voyage"
    ((_, sent),) = school.request_log.written
    assert sent["commande"] == "brouillon" and "brouillon" not in sent
    assert [row["L"] for row in sent["listeDestinataires"]] == [
        person.name for person in people[:2]
    ]
    thread = await client.discussions.thread(draft)
    assert thread.draft is not None and thread.draft.text == "Ma question"
    assert [file.name for file in thread.draft.attachments] == ["mot.txt"]
    with pytest.raises(KeyError):
        school.model.mail.find("Voyage")
    await client.discussions.send_draft(draft)
    (letter,) = school.model.mail.find("Voyage").letters
    assert [file.content for file in letter.attachments] == [PAPER.content]
    assert {one.name for one in letter.to} == {person.name for person in people[:2]}


@pytest.mark.parametrize("first", [True, False])
async def test_a_draft_with_a_file_that_nobody_has(
    school: School, client: PronoteClient, first: bool
) -> None:
    """Refused by the school, its answer lost, too large."""
    discussion = await may_answer(client)
    people = await client.discussions.recipients(RecipientKind.TEACHER)

    async def save(text: str, file: Upload = PAPER) -> object:
        if first:
            return await client.discussions.begin(
                text, text, people[:1], files=[file], draft=True
            )
        return await client.discussions.save_draft(discussion, text, files=[file])

    school.fault("refuse_write", function="SaisieMessage", message="Messagerie pleine.")
    with pytest.raises(WriteRefusedError) as refused:
        await save("Un")
    assert refused.value.messages == ("Messagerie pleine.",)
    school.fault("truncate", function="SaisieMessage")
    assert await save("Deux")
    school.fault("forget_write", function="SaisieMessage", times=None)
    school.fault("drop", function="SaisieMessage", times=None)
    with pytest.raises(WriteUnconfirmedError):
        await save("Trois")
    school.fault("clear")
    largest = client.account.rights.max_attachment_bytes
    assert largest is not None
    school.request_log.reset()
    with pytest.raises(InvalidInputError) as caught:
        await save("Quatre", replace(PAPER, content=b"x" * (largest + 1)))
    assert caught.value.problem is InputProblem.TOO_LARGE
    assert not school.request_log.written


HOURS = "La messagerie est fermée de 20h00 à 7h00."


@pytest.fixture(params=[one for one in KNOWN_VERSIONS if one < "2026"])
async def school_with_hours(
    request: pytest.FixtureRequest, start_school: StartSchool
) -> School:
    """A school whose rights show whether discussions are closed now."""
    return await start_school(version=request.param)


async def test_nothing_is_sent_while_the_school_closes_discussions(
    school_with_hours: School, family: Family
) -> None:
    """Answers within a session show it too."""
    school = school_with_hours
    client = family.client(family.password(school))
    await client.login()
    (person, *_) = await client.discussions.recipients(RecipientKind.TEACHER)
    open_one, *_ = [
        found
        for found in await client.discussions.get()
        if (await client.discussions.thread(found)).can_reply
    ]
    await client.discussions.save_draft(open_one, "Bonjour")
    school.trigger_event("discussions_closed", text=f"<b>{HOURS}</b>")
    school.request_log.reset()
    for write in (
        lambda: client.discussions.begin("Absence", "Bonjour", [person]),
        lambda: client.discussions.reply(open_one, "Merci"),
        lambda: client.discussions.save_draft(open_one, "Merci"),
        lambda: client.discussions.send_draft(open_one),
    ):
        with pytest.raises(InvalidInputError) as caught:
            await write()
        assert caught.value.problem is InputProblem.DISCUSSIONS_CLOSED
        assert caught.value.choices == (HOURS,)
    assert not school.request_log.written
    school.trigger_event("discussions_closed", over=True)
    assert (await client.discussions.reply(open_one, "Merci")).messages[-1].mine


async def test_discussions_that_are_closed_at_the_login(
    school_with_hours: School, family: Family
) -> None:
    school_with_hours.trigger_event("discussions_closed", text="")
    client = family.client(family.password(school_with_hours))
    assert (await client.login()).rights.discussions_closed == ""
    people = await client.discussions.recipients(RecipientKind.TEACHER)
    with pytest.raises(InvalidInputError) as caught:
        await client.discussions.begin("Absence", "Bonjour", people[:1])
    assert caught.value.problem is InputProblem.DISCUSSIONS_CLOSED
    assert not caught.value.choices


async def test_a_message_needs_words(client: PronoteClient) -> None:
    people = await client.discussions.recipients(RecipientKind.TEACHER)
    for subject, text, to in (
        ("", "x", people[:1]),
        ("x", " ", people[:1]),
        ("x", "x", []),
    ):
        with pytest.raises(InvalidInputError):
            await client.discussions.begin(subject, text, to)


async def test_drafts(client: PronoteClient) -> None:
    for discussion in await client.discussions.get():
        if (await client.discussions.thread(discussion)).can_reply:
            first = await client.discussions.save_draft(discussion, "Bonjour, je")
            assert first.draft is not None
            second = await client.discussions.save_draft(
                discussion, "Bonjour, je viendrai"
            )
            assert second.draft is not None
            assert second.draft.text == "Bonjour, je viendrai"
            after = await client.discussions.reply(discussion, "Bonjour, je viendrai.")
            assert after.messages[-1].text == "Bonjour, je viendrai."
            assert after.draft is None
            return
    pytest.fail("no discussion of this world takes an answer")


async def test_a_first_draft_is_not_named(
    school: School, client: PronoteClient
) -> None:
    """It is saved, sent and deleted as PRONOTE's own page does."""
    discussion = await open_discussion(client)
    await client.discussions.save_draft(discussion, "Bonjour,\n\nje  viendrai.")
    await client.discussions.send_draft(discussion)
    truth = school.model.mail.find(discussion.subject or "")
    assert truth.letters[-1].text.split() == ["Bonjour,", "je", "viendrai."]
    assert school.model.mail.drafts_of(truth.letters[-1].author) == []

    await client.discussions.save_draft(discussion, "Non")
    after = await client.discussions.delete_draft(discussion)
    assert after is not None and after.draft is None
    assert school.model.mail.drafts_of(truth.letters[-1].author) == []
    with pytest.raises(StaleObjectError):
        await client.discussions.delete_draft(discussion)
    with pytest.raises(InvalidInputError):
        await client.discussions.send_draft(discussion)


@pytest.mark.parametrize("sent", [True, False])
async def test_draft_of_a_new_discussion(
    school: School, family: Family, sent: bool
) -> None:
    client = family.client(family.password(school, "pupil"))
    await client.login()
    mail = school.model.mail
    draft = next(one for one in mail.drafts if one.subject == "Exposé")
    draft.to = tuple(one for one in mail.people if one.name == "Mme ROCHEBRUNE E.")
    before = len(mail.discussions)
    row = next(d for d in await client.discussions.get() if d.subject == "Exposé")
    if sent:
        await client.discussions.send_draft(row)
        (letter,) = mail.find("Exposé").letters
        assert (letter.text, letter.to) == (draft.text, draft.to)
    else:
        await client.discussions.delete(row)
    assert draft not in mail.drafts
    assert len(mail.discussions) == before + sent


async def open_discussion(client: PronoteClient) -> Discussion:
    for discussion in await client.discussions.get():
        if (await client.discussions.thread(discussion)).can_reply:
            return discussion
    return pytest.fail("no discussion of this world takes an answer")


async def test_parents_are_listed_for_parents(
    school: School, client: PronoteClient
) -> None:
    """They have no mark as teachers and staff have; those who refuse messages are listed too."""
    account = school.model.account("parent")
    everybody = frozenset(PersonKind)
    account.mail = replace(account.mail, kinds=everybody)
    delegate = Person("parent-delegate", "Mme ZELBOURG O.", PersonKind.PARENT)
    school.model.mail.people.append(delegate)
    people = await client.discussions.recipients(RecipientKind.PARENT)
    assert delegate.name in {person.name for person in people}
    pupils = await client.discussions.recipients(RecipientKind.PUPIL)
    assert {person.kind for person in pupils} == {RecipientKind.PUPIL}
    teachers = await client.discussions.recipients(RecipientKind.TEACHER)
    assert "WINSLADE K." not in {person.name for person in teachers}


async def test_bin_and_back(client: PronoteClient) -> None:
    discussion = await find(client, unread=False)
    gone = await client.discussions.trash(discussion)
    assert Folder.TRASH in gone.folders
    back = await client.discussions.restore(gone)
    assert Folder.TRASH not in back.folders
    await client.discussions.delete(await client.discussions.trash(back))
    assert discussion.key not in {d.key for d in await client.discussions.get()}


async def test_archive_and_back(school: School, family: Family) -> None:
    client = family.client(family.password(school, "pupil_2nde"))
    await client.login()
    discussion = (await client.discussions.get())[0]
    away = await client.discussions.archive(discussion)
    assert Folder.ARCHIVE in away.folders
    back = await client.discussions.archive(away, archive=False)
    assert Folder.ARCHIVE not in back.folders


async def test_who_takes_part(school: School, client: PronoteClient) -> None:
    some = [
        await client.discussions.participants(d) for d in await client.discussions.get()
    ]
    assert any(some)
    assert {p.name for people in some for p in people} & {
        p.name for p in school.model.mail.people
    }


async def test_a_school_without_discussions(school: School, family: Family) -> None:
    client = family.client(family.password(school, "restricted"))
    account = await client.login()
    assert not account.rights.begin_discussions
    school.request_log.reset()
    with pytest.raises(PageNotAllowedError):
        await client.discussions.get()
    with pytest.raises(InvalidInputError):
        await client.discussions.begin("x", "x", [])
    assert school.request_log.requests.total() == 0


@pytest.mark.parametrize(
    ("function", "school_life"),
    [
        ("Conseillère principale d'éducation", True),
        ("CPE", True),
        ("Bureau de la vie scolaire", True),
        ("Infirmière", False),
        ("Conseiller d'orientation", False),
        (None, False),
    ],
)
def test_who_notes_absences(function: str | None, school_life: bool) -> None:
    person = Recipient(key="1", name="Mme X", role=function)
    assert person.is_school_life_staff is school_life


@pytest.mark.parametrize("draft", [False, True])
async def test_a_first_message_needs_the_right(
    school: School, family: Family, draft: bool
) -> None:
    """Also a draft: an account without the right cannot send it later."""
    account = school.model.account("parent")
    account.mail = replace(account.mail, may_start=False)
    client = family.client(family.password(school))
    await client.login()
    people = await client.discussions.recipients(RecipientKind.TEACHER)
    with pytest.raises(InvalidInputError) as refusal:
        await client.discussions.begin("Voyage", "Bonjour", people[:1], draft=draft)
    assert refusal.value.problem is InputProblem.NOT_ALLOWED
    assert not school.request_log.written


async def test_a_draft_is_not_sent_without_the_right(
    school: School, family: Family
) -> None:
    """The right was taken back after the draft was saved."""
    client = family.client(family.password(school))
    await client.login()
    people = await client.discussions.recipients(RecipientKind.TEACHER)
    draft = await client.discussions.begin("Voyage", "Bonjour", people[:1], draft=True)
    account = school.model.account("parent")
    account.mail = replace(account.mail, may_start=False)
    client = family.client(family.password(school))
    await client.login()
    sent = len(school.request_log.written)
    with pytest.raises(InvalidInputError) as refusal:
        await client.discussions.send_draft(draft)
    assert refusal.value.problem is InputProblem.NOT_ALLOWED
    # The participants are asked for in a request that is named as a write.
    assert {name for name, _ in school.request_log.written[sent:]} <= {
        "SaisiePublicMessage"
    }
