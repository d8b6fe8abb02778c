"""Portals that ask a question, and continue once it is answered."""

import pytest

from custom_components.pronote.client import PortalAccountKind
from custom_components.pronote.client.errors import (
    PortalChoiceRequiredError,
    PortalCodeRequiredError,
    PortalQuestion,
    SecurityStepRequiredError,
    SessionExpiredError,
)

from .conftest import StartPortal


@pytest.mark.parametrize("key", ["iledefrance", "enc_hauts_de_seine"])
async def test_a_code_sent_by_mail(start_portal: StartPortal, key: str) -> None:
    running = await start_portal(key, mail_code=True)
    visitor = await running.visitor()
    client = visitor.client()
    with pytest.raises(PortalCodeRequiredError) as asked:
        await client.login()
    assert not asked.value.wrong
    with pytest.raises(PortalCodeRequiredError) as asked:
        await client.complete_portal(code="000000")
    assert asked.value.wrong
    account = await client.complete_portal(code=visitor.account.code)
    assert account.pupils
    assert visitor.tokens
    assert running.portal.attempts(visitor.account.username) == 1
    with pytest.raises(SessionExpiredError):
        await client.complete_portal(code=visitor.account.code)
    await client.logout()

    # The device is trusted from now on.
    again = visitor.client()
    await again.login()
    await again.logout()


@pytest.mark.parametrize("key", ["hdf", "ent_var"])
async def test_several_schools(start_portal: StartPortal, key: str) -> None:
    running = await start_portal(key, account_choice=True)
    visitor = await running.visitor()
    client = visitor.client()
    with pytest.raises(PortalChoiceRequiredError) as asked:
        await client.login()
    assert asked.value.question is PortalQuestion.SCHOOL
    labels = {choice.label: choice.key for choice in asked.value.choices}
    assert set(labels) == {running.portal.school.model.name, "Collège des Alizés"}
    with pytest.raises(PortalChoiceRequiredError):
        await client.complete_portal(choice="somewhere else")
    choice = labels[running.portal.school.model.name]
    await client.complete_portal(choice=choice)
    assert visitor.tokens
    await client.logout()

    # The answer is stored for the next login.
    later = await running.visitor()
    again = later.client(choices=(choice,))
    await again.login()
    await again.logout()


async def test_several_academies(start_portal: StartPortal) -> None:
    """A school whose address does not show its region."""
    running = await start_portal("occitanie_toulouse_edu")
    visitor = await running.visitor()
    client = visitor.client(portal="occitanie_toulouse_edu")
    await client.login()
    await client.logout()


async def test_choices_that_only_the_page_tells(start_portal: StartPortal) -> None:
    running = await start_portal("ljr-munich")
    visitor = await running.visitor()
    client = visitor.client(account=PortalAccountKind.LOCAL)
    await client.login()
    assert visitor.tokens
    await client.logout()


@pytest.mark.parametrize("key", ["eclat_bfc", "iledefrance"])
async def test_the_pin_of_pronote_behind_a_portal(
    start_portal: StartPortal, key: str
) -> None:
    running = await start_portal(key)
    account = next(one for one in running.portal.accounts if one.pin)
    visitor = await running.visitor(account.key)
    client = visitor.client()
    with pytest.raises(SecurityStepRequiredError) as asked:
        await client.login()
    assert asked.value.pin and asked.value.device_name
    await client.complete_login(pin=account.pin, device_name=f"Maison {key}")
    assert client.token == visitor.tokens[-1]
    await client.logout()
    back = visitor.client(client.token)
    await back.login()
    await back.logout()
    assert running.portal.attempts(account.username) == 1
