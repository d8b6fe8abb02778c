"""Documents: listed, opened, signed at the partner, handed in."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from custom_components.pronote.client import (
    Depositor,
    Document,
    DocumentKind,
    Documents,
    InputProblem,
    InvalidInputError,
    PageNotAllowedError,
    PronoteClient,
    ProtocolError,
    Pupil,
    RequestedPaper,
    RequestRefusedError,
    SignatureStatus,
    StaleObjectError,
    Upload,
    UploadRefusedError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from tests.school import School
from tests.school.model.documents import Document as RealDocument, SignatureState
from tests.school.model.homework import worksheet
from tests.school.model.types import Attachment, AttachmentKind

from .conftest import Family, StartSchool

WRITE = "SaisieDocumentATelecharger"
SIGNATURE = "URLSignataire"
INSURANCE = "Attestation d'assurance"
PAPER = Upload(name="assurance.pdf", content=b"%PDF 1", content_type="application/pdf")
OTHER = replace(PAPER, name="assurance 2027.pdf", content=b"%PDF 2")


@pytest.fixture
async def school(start_school: StartSchool, monkeypatch: pytest.MonkeyPatch) -> School:
    monkeypatch.setattr("tests.school.pages.slow_answers.SECONDS", 0)
    return await start_school()


async def parent(school: School, family: Family) -> tuple[PronoteClient, Pupil]:
    client = family.client(family.password(school))
    return client, (await client.login()).pupils[0]


# --- reading


async def test_every_document_is_opened(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    school.trigger_event("report_card", pupil=pupil.name)
    signed = RealDocument(
        worksheet("signed-1", "Convention"), "Stages", date(2026, 10, 1)
    )
    school.model.pupil(pupil.name).papers.signed.append(signed)
    found = await client.documents.get(pupil)
    kinds = {document.kind for document in found.documents}
    assert kinds == {
        DocumentKind.SCHOOL,
        DocumentKind.PERSONAL,
        DocumentKind.REPORT_CARD,
        DocumentKind.FORMER_REPORT_CARD,
        DocumentKind.LOCKER,
        DocumentKind.SIGNED,
    }
    assert len({document.key for document in found.documents}) == len(found.documents)
    for document in found.documents:
        async with client.documents.open(pupil, document) as download:
            assert (await download.read()).startswith(b"%PDF")


async def test_documents_are_opened_in_a_later_session(
    school: School, family: Family
) -> None:
    client, pupil = await parent(school, family)
    found = await client.documents.get(pupil)
    for document in found.documents:
        school.fault("expire_sessions")
        async with client.documents.open(pupil, document) as download:
            assert (await download.read()).startswith(b"%PDF")


async def test_what_pronote_is_asked_to_print(school: School, family: Family) -> None:
    """The requests of PRONOTE's own page."""
    client, pupil = await parent(school, family)
    found = await client.documents.get(pupil)
    by_kind = {document.kind: document for document in found.documents}
    school_document = by_kind[DocumentKind.SCHOOL]
    assert school_document.ref is not None
    assert school_document.print_request == {
        "genreGenerationPDF": 29,
        "avecDepot": True,
        "document": {"N": school_document.ref.id, "G": 0, "L": school_document.name},
    }
    assert by_kind[DocumentKind.FORMER_REPORT_CARD].print_request == {
        "genreGenerationPDF": 12,
        "avecDepot": True,
        "nomFichier": "Bulletin.pdf",
        "ident": "bia-pupil-lina",
        "libellePeriodeNotation": "Trimestre 3",
        "libelleAnnee": "2025-2026",
    }


async def test_the_locker(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    link = Attachment(
        "l1", "Inscription", AttachmentKind.LINK, url="https://exemple.fr/a"
    )
    dropped = RealDocument(
        link, "Divers", date(2026, 11, 2), "À lire", "M. X", read=True
    )
    school.model.pupil(pupil.name).locker.append(dropped)
    found = await client.documents.get(pupil)
    card, web = [x for x in found.documents if x.kind is DocumentKind.LOCKER]
    assert (card.read, card.author, card.category) == (
        False,
        "Mme PERRONET Alix",
        "Transports",
    )
    assert (web.read, web.comment, web.published) == (True, "À lire", date(2026, 11, 2))
    assert await client.documents.link_url(pupil, web) == "https://exemple.fr/a"
    assert await client.documents.link_url(pupil, card) is None
    with pytest.raises(ValueError):
        async with client.documents.open(pupil, web):
            pass


async def test_a_document_that_is_gone(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    document = (await client.documents.get(pupil)).documents[0]
    assert await client.documents.find(pupil, document.key) == document
    school.model.pupil(pupil.name).documents.clear()
    school.fault("expire_sessions")
    with pytest.raises(StaleObjectError):
        async with client.documents.open(pupil, document):
            pass
    with pytest.raises(StaleObjectError):
        await client.documents.find(pupil, "nothing")


async def test_a_document_that_was_not_listed_in_this_session(
    school: School, family: Family
) -> None:
    """Where to print it is looked up; it is a file, not a link."""
    client, pupil = await parent(school, family)
    listed = (await client.documents.get(pupil)).documents
    document = next(one for one in listed if one.print_request is not None)
    known = replace(document, print_request=None)
    async with client.documents.open(pupil, known) as download:
        assert (await download.read()).startswith(b"%PDF")
    assert await client.documents.link_url(pupil, known) is None


@pytest.mark.parametrize(
    ("closed", "asked", "kinds"),
    [
        ([148], ["DocumentsATelecharger 227"], {DocumentKind.REPORT_CARD}),
        ([], ["DocumentsATelecharger 148"], {DocumentKind.REPORT_CARD}),
    ],
)
async def test_without_the_page_of_all_documents(
    school: School,
    family: Family,
    closed: list[int],
    asked: list[str],
    kinds: set[DocumentKind],
) -> None:
    for tab in closed:
        school.fault("close_tab", tab=tab)
    school.trigger_event("report_card", pupil="Lina")
    client, pupil = await parent(school, family)
    school.request_log.reset()
    found = await client.documents.get(pupil)
    assert kinds <= {document.kind for document in found.documents}
    assert [
        call.rpartition(" VERSELIN")[0] for call in school.request_log.calls
    ] == asked


async def test_closed_pages_are_not_requested(school: School, family: Family) -> None:
    for tab in (148, 227):
        school.fault("close_tab", tab=tab)
    client, pupil = await parent(school, family)
    school.request_log.reset()
    with pytest.raises(PageNotAllowedError):
        await client.documents.get(pupil)
    assert not school.request_log.calls


# --- to sign


async def to_sign(
    school: School, family: Family
) -> tuple[PronoteClient, Pupil, Documents]:
    client, pupil = await parent(school, family)
    school.trigger_event("document_to_sign", pupil=pupil.name)
    return client, pupil, await client.documents.get(pupil)


async def test_what_waits_for_a_signature(school: School, family: Family) -> None:
    client, pupil, found = await to_sign(school, family)
    (item,) = found.to_sign
    assert (item.name, item.status, item.waits) == (
        "Convention de stage",
        SignatureStatus.TO_SIGN,
        True,
    )
    assert (item.requested_by, item.signatures, item.signers) == (
        "Mme PERRONET Alix",
        0,
        2,
    )
    school.trigger_event("document_signed", pupil=pupil.name)
    (item,) = (await client.documents.get(pupil)).to_sign
    assert (item.status, item.waits, item.signatures) == (
        SignatureStatus.SIGNED,
        False,
        1,
    )


async def test_the_address_where_it_is_signed(school: School, family: Family) -> None:
    """Done, twice, in a later session, then only shown."""
    client, pupil, found = await to_sign(school, family)
    (item,) = found.to_sign
    first = await client.documents.signature_url(pupil, item)
    assert first.startswith("https://signature.exemple.fr/sign?token=")
    assert await client.documents.signature_url(pupil, item) != first
    school.fault("expire_sessions")
    again = await client.documents.signature_url(pupil, item)
    assert again.startswith("https://signature.exemple.fr/sign?token=")
    school.trigger_event("document_signed", pupil=pupil.name)
    (item,) = (await client.documents.get(pupil)).to_sign
    shown = await client.documents.signature_url(pupil, item)
    assert shown.startswith("https://signature.exemple.fr/view?token=")


async def test_the_partner_refuses(school: School, family: Family) -> None:
    client, pupil, found = await to_sign(school, family)
    papers = school.model.pupil(pupil.name).papers
    papers.to_sign[0] = replace(papers.to_sign[0], state=SignatureState.EXPIRED)
    with pytest.raises(WriteRefusedError) as caught:
        await client.documents.signature_url(pupil, found.to_sign[0])
    assert caught.value.messages == ("Le délai de signature est dépassé.",)


@pytest.mark.parametrize("url", ["http://signature.exemple.fr/sign", None])
async def test_the_address_is_not_usable(
    school: School, family: Family, url: str | None
) -> None:
    client, pupil, found = await to_sign(school, family)
    school.fault("answer", function=SIGNATURE, changes={"url": url})
    with pytest.raises(ProtocolError):
        await client.documents.signature_url(pupil, found.to_sign[0])


async def test_nothing_is_left_to_sign(school: School, family: Family) -> None:
    client, pupil, found = await to_sign(school, family)
    school.model.pupil(pupil.name).papers.to_sign.clear()
    school.fault("expire_sessions")
    with pytest.raises(StaleObjectError):
        await client.documents.signature_url(pupil, found.to_sign[0])


async def test_without_the_right_to_sign(school: School, family: Family) -> None:
    client, pupil, found = await to_sign(school, family)
    assert client.account.rights.sign_documents
    for account in school.model.accounts:
        account.may_sign = False
    with pytest.raises(PageNotAllowedError):
        await client.documents.signature_url(pupil, found.to_sign[0])
    assert not (await client.login()).rights.sign_documents


async def test_no_signatures_before_2025(
    start_school: StartSchool, family: Family
) -> None:
    client, _ = await parent(await start_school(version="2024.3.8"), family)
    assert not client.account.rights.sign_documents


# --- to hand in


type Send = Callable[[Upload], Awaitable[RequestedPaper]]


async def requested(client: PronoteClient, pupil: Pupil) -> RequestedPaper:
    (paper,) = (await client.documents.get(pupil)).papers
    return paper


async def test_a_paper_is_handed_in(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    paper = await requested(client, pupil)
    assert (paper.name, paper.may_hand_in, paper.handed_in) == (INSURANCE, True, None)
    assert paper.message == "Année scolaire en cours."
    school.request_log.reset()
    after = await client.documents.hand_in(pupil, paper, PAPER)
    assert (after.handed_in, after.handed_in_by) == (
        "assurance.pdf",
        Depositor.THIS_ACCOUNT,
    )
    assert after.handed_in_on == date(2026, 11, 17)
    ((function, sent),) = school.request_log.written
    (row,) = sent["listeNaturesDocumentsAFournir"]
    (file,) = row.pop("listePJ")
    file_id = file.pop("idFichier")
    assert function == WRITE and file_id
    assert paper.ref is not None
    assert row == {
        "N": paper.ref.id,
        "G": 0,
        "L": INSURANCE,
        "E": 2,
        "genreDestinataireCollecte": 2,
    }
    assert file == {"N": -1001, "E": 1, "G": 1, "L": "assurance.pdf"}
    assert stored(school, pupil) == b"%PDF 1"


def stored(school: School, pupil: Pupil) -> bytes | None:
    """Return the content of the file that the school recorded."""
    (paper,) = school.model.pupil(pupil.name).papers.requested
    return None if paper.file is None else paper.file.content


async def test_a_second_file_replaces_the_first(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    once = await client.documents.hand_in(pupil, await requested(client, pupil), PAPER)
    school.request_log.reset()
    twice = await client.documents.hand_in(pupil, once, OTHER)
    assert twice.handed_in == OTHER.name
    ((_, sent),) = school.request_log.written
    (row,) = sent["listeNaturesDocumentsAFournir"]
    old, new = row["listePJ"]
    assert (old["E"], old["L"], new["E"]) == (3, PAPER.name, 1)
    assert "idFichier" not in old
    assert stored(school, pupil) == b"%PDF 2"


async def test_in_a_later_session(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    paper = await requested(client, pupil)
    school.fault("expire_sessions")
    assert (await client.documents.hand_in(pupil, paper, PAPER)).handed_in


@pytest.mark.parametrize("what", ["right", "date", "size"])
async def test_what_the_school_cannot_accept_is_not_sent(
    school: School, family: Family, what: str
) -> None:
    client, pupil = await parent(school, family)
    file, problem = PAPER, InputProblem.NOT_ALLOWED
    papers = school.model.pupil(pupil.name).papers.requested
    match what:
        case "right":
            school.model.account("parent").may_hand_in_papers = False
        case "date":
            papers[0] = replace(papers[0], due=date(2026, 11, 16))
        case _:
            file = replace(PAPER, content=b"x" * 5_000_000)
            problem = InputProblem.TOO_LARGE
    paper = await requested(client, pupil)
    school.request_log.reset()
    with pytest.raises(InvalidInputError) as caught:
        await client.documents.hand_in(pupil, paper, file)
    assert caught.value.problem is problem
    assert not school.request_log.written and not school.request_log.uploads


async def test_the_right_is_taken_meanwhile(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    paper = await requested(client, pupil)
    school.model.account("parent").may_hand_in_papers = False
    with pytest.raises(PageNotAllowedError):
        await client.documents.hand_in(pupil, paper, PAPER)
    assert stored(school, pupil) is None


async def test_the_last_day_passes_meanwhile(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    paper = await requested(client, pupil)
    papers = school.model.pupil(pupil.name).papers.requested
    papers[0] = replace(papers[0], due=papers[0].due - timedelta(days=30))
    with pytest.raises(WriteRefusedError) as caught:
        await client.documents.hand_in(pupil, paper, PAPER)
    assert caught.value.messages == ("La date limite de dépôt est dépassée.",)


@pytest.mark.parametrize(
    ("fault", "function", "error"),
    [
        ("refuse_write", WRITE, WriteRefusedError),
        ("forget_write", WRITE, WriteRefusedError),
        ("upload_error", "upload", UploadRefusedError),
    ],
)
async def test_the_school_refuses(
    school: School, family: Family, fault: str, function: str, error: type[Exception]
) -> None:
    client, pupil = await parent(school, family)
    paper = await requested(client, pupil)
    school.fault(fault, function=function)
    with pytest.raises(error):
        await client.documents.hand_in(pupil, paper, PAPER)
    assert stored(school, pupil) is None


async def test_a_lost_answer_is_looked_up(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    paper = await requested(client, pupil)
    school.request_log.reset()
    school.fault("truncate", function=WRITE)
    after = await client.documents.hand_in(pupil, paper, PAPER)
    assert after.handed_in == PAPER.name
    assert len(school.request_log.written) == school.request_log.uploads == 1


async def test_a_lost_answer_that_nobody_knows(school: School, family: Family) -> None:
    """A file of the same name was there before."""
    client, pupil = await parent(school, family)
    once = await client.documents.hand_in(pupil, await requested(client, pupil), PAPER)
    school.fault("truncate", function=WRITE)
    with pytest.raises(WriteUnconfirmedError):
        await client.documents.hand_in(pupil, once, PAPER)


async def test_a_lost_answer_of_a_page_that_fails(
    school: School, family: Family
) -> None:
    client, pupil = await parent(school, family)
    paper = await requested(client, pupil)
    school.fault("truncate", function=WRITE)
    school.fault("erreur", function="DocumentsATelecharger", G=99)
    with pytest.raises(WriteUnconfirmedError):
        await client.documents.hand_in(pupil, paper, PAPER)
    assert stored(school, pupil) == PAPER.content


async def test_a_page_that_fails_after_an_answer(
    school: School, family: Family
) -> None:
    client, pupil = await parent(school, family)
    paper = await requested(client, pupil)
    school.fault("erreur", function="DocumentsATelecharger", G=99)
    with pytest.raises(RequestRefusedError):
        await client.documents.hand_in(pupil, paper, PAPER)
    assert stored(school, pupil) == PAPER.content


async def test_a_paper_that_is_no_longer_asked_for(
    school: School, family: Family
) -> None:
    client, pupil = await parent(school, family)
    paper = await requested(client, pupil)
    school.model.pupil(pupil.name).papers.requested.clear()
    school.fault("expire_sessions")
    with pytest.raises(StaleObjectError):
        await client.documents.hand_in(pupil, paper, PAPER)
    assert not school.request_log.written


# --- marking

MARK = "SaisieCasier"


async def in_locker(client: PronoteClient, pupil: Pupil) -> Document:
    """Return an unread document of the locker."""
    found = (await client.documents.get(pupil)).documents
    return next(x for x in found if x.kind is DocumentKind.LOCKER and not x.read)


async def test_a_document_is_marked_read_and_unread(
    school: School, family: Family
) -> None:
    client, pupil = await parent(school, family)
    school.trigger_event("document", pupil=pupil.name)
    document = await in_locker(client, pupil)
    for read in (True, True, False):
        after = await client.documents.mark_read(pupil, document, read=read)
        assert (after.key, after.read) == (document.key, read)
        document = after
    assert document.ref is not None
    row = {"N": document.ref.id, "G": 66, "L": document.name}
    # Nothing is sent for a document that already has this mark.
    assert school.request_log.written == [
        (MARK, {"genreSaisie": kind, "typeConsultation": 1, "documents": [row]})
        for kind in (2, 3)
    ]


async def test_a_signed_document_is_marked(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    signed = school.model.pupil(pupil.name).papers.signed
    signed.append(
        RealDocument(worksheet("s-1", "Convention"), "Stages", date(2026, 10, 1))
    )
    found = (await client.documents.get(pupil)).documents
    document = next(x for x in found if x.kind is DocumentKind.SIGNED)
    assert (await client.documents.mark_read(pupil, document)).read
    ((_, sent),) = school.request_log.written
    assert sent["document"]["G"] == 111 and signed[-1].read


async def test_what_has_no_mark_is_not_sent(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    found = (await client.documents.get(pupil)).documents
    printed = next(x for x in found if x.read is None)
    with pytest.raises(InvalidInputError) as caught:
        await client.documents.mark_read(pupil, printed)
    assert caught.value.problem is InputProblem.NOT_ALLOWED
    document = await in_locker(client, pupil)
    for tab in (148, 227, 228):
        school.fault("close_tab", tab=tab)
    client, pupil = await parent(school, family)
    school.request_log.reset()
    with pytest.raises(PageNotAllowedError):
        await client.documents.mark_read(pupil, document)
    assert not school.request_log.written


async def test_the_school_refuses_a_mark(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    document = await in_locker(client, pupil)
    school.fault("refuse_write", function=MARK, message="Casier fermé.")
    with pytest.raises(WriteRefusedError) as caught:
        await client.documents.mark_read(pupil, document)
    assert caught.value.messages == ("Casier fermé.",)
    school.fault("forget_write", function=MARK)
    with pytest.raises(WriteRefusedError):
        await client.documents.mark_read(pupil, document)


async def test_a_lost_answer_to_a_mark(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    document = await in_locker(client, pupil)
    school.fault("truncate", function=MARK)
    assert (await client.documents.mark_read(pupil, document)).read
    school.fault("forget_write", function=MARK, times=None)
    school.fault("drop", function=MARK, times=None)
    with pytest.raises(WriteUnconfirmedError):
        await client.documents.mark_read(pupil, document, read=False)


async def test_a_mark_in_a_later_session(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    document = await in_locker(client, pupil)
    school.fault("expire_sessions")
    assert (await client.documents.mark_read(pupil, document)).read
