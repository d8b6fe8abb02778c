"""The regional portals: for each key its family, its hosts and its way in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

EDUCONNECT = "educonnect.education.gouv.fr"
ASSISTANCE = "assistance.phm.education.gouv.fr"
STRANGER = "collecte.portail-inconnu.example"
"""A host of nobody, which must never see a password."""
UNHEARD_OF = "choix.portail-inconnu.example"
"""A page of choices at an address that no list of portals knows."""
PUBLISHER = "www.index-education.com"
DEMONSTRATION = "demo.index-education.net"
"""The school that PRONOTE's publisher made up."""

_SSO = f"https://{EDUCONNECT}/idp/profile/SAML2"
_IDP = f"https://{EDUCONNECT}/idp"


class Family(StrEnum):
    """The kinds of portals."""

    KOSMOS = "kosmos"
    ENTCORE = "entcore"
    APEREO = "apereo"
    LACLASSE = "laclasse"
    KEYCLOAK = "keycloak"
    OZE = "oze"
    TOUTATICE = "toutatice"
    HUB = "hubeduconnect"
    SHIBBOLETH = "shibboleth"
    DELEGATED = "delegated"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One portal.

    `cas` is where PRONOTE sends a family. `start` is the way in of its own, with
    `{service}`, and `{route}` where pupils and parents have different ones. A `local`
    portal knows passwords itself; the others leave them to EduConnect.
    """

    key: str
    family: Family
    hosts: tuple[str, ...] = ()
    cas: str = ""
    start: str = ""
    choice: str = ""
    local: bool = False
    entity: str = ""
    routes: bool = False
    chooser: str = ""
    rne: str = "0123456a"

    @property
    def host(self) -> str:
        return self.hosts[0] if self.hosts else self.school_host

    @property
    def cas_url(self) -> str | None:
        return f"https://{self.host}{self.cas}" if self.cas else None

    @property
    def school_host(self) -> str:
        return f"{self.rne}.index-education.net"

    @property
    def password_hosts(self) -> frozenset[str]:
        """The only hosts which may see a password."""
        return frozenset(self.hosts if self.local else (EDUCONNECT,))


class UnknownRowError(KeyError):
    """There is no portal of this key."""


def _kosmos() -> Iterator[Row]:
    for key, host, choice in (
        ("eclat_bfc", "cas.eclat-bfc.fr", "EDU"),
        ("ent_auvergnerhonealpe", "cas.ent.auvergnerhonealpes.fr", "EDU"),
        ("monbureaunumerique", "cas.monbureaunumerique.fr", "EDU"),
        ("cas_agora06", "cas.agora06.fr", "EDU"),
        ("ent_creuse_educonnect", "cas.entcreuse.fr", "EDU"),
        ("skolengo_pdl", "cas.pdl.kosmoseducation.com", "EDU"),
        ("aucollege84_kosmos", "cas.aucollege84.vaucluse.fr", "EDU"),
        ("cas_cybercolleges42_edu", "cas.cybercolleges42.fr", "EDU_parent_eleve"),
        ("cas_arsene76_edu", "cas.arsene76.fr", "EDU_parent_eleve"),
        (
            "ecollege_haute_garonne_edu",
            "cas.ecollege.haute-garonne.fr",
            "EDU_parent_eleve",
        ),
        ("eure-normandie", "cas.ent27.fr", "EDU_parent_eleve"),
        ("val_de_marne", "cas.moncollege.valdemarne.fr", "EDU_parent_eleve"),
        (
            "cas_seinesaintdenis_edu",
            "cas.webcollege.seinesaintdenis.fr",
            "EDU_parent_eleve",
        ),
        (
            "occitanie_montpellier_educonnect",
            "cas.mon-ent-occitanie.fr",
            "MONT-EDU_parent_eleve",
        ),
        (
            "occitanie_toulouse_edu",
            "cas.mon-ent-occitanie.fr",
            "TOULO-EDU_parent_eleve",
        ),
        ("val_doise", "cas.moncollege.valdoise.fr", "eleveparent"),
        (
            "occitanie_montpellier",
            "cas.mon-ent-occitanie.fr",
            "CSES-ENT_parent_eleve",
        ),
        ("ljr-munich", "cas.kosmoseducation.com", "MUNICH-SKO_parent_eleve"),
        ("cas_kosmos", "cas.kosmoseducation.com", ""),
    ):
        selection = f"selection={choice}&" if choice else ""
        yield Row(
            key=key,
            family=Family.KOSMOS,
            hosts=(host,),
            cas="/login",
            start=f"https://{host}/login?{selection}service={{service}}",
            choice=choice,
            local="EDU" not in choice,
            rne=_DEPARTMENTS.get(key, "0123456a"),
        )


_DEPARTMENTS = {
    "occitanie_toulouse_edu": "0310047h",
    "occitanie_montpellier_educonnect": "0340047k",
    "occitanie_montpellier": "0340047k",
}


def _entcore() -> Iterator[Row]:
    def row(key: str, host: str, *, start: str, local: bool = False) -> Row:
        return Row(
            key=key,
            family=Family.ENTCORE,
            hosts=(host,),
            cas="/cas/login",
            start=start,
            local=local,
        )

    for key, host in (
        ("lyceeconnecte", "mon.lyceeconnecte.fr"),
        ("ent77", "ent77.seine-et-marne.fr"),
        ("parisclassenumerique", "ent.parisclassenumerique.fr"),
        ("ent_ecollege78", "ent.ecollege78.fr"),
        ("ent_essonne", "www.moncollege-ent.essonne.fr"),
        ("ent_mayotte", "mayotte.edifice.io"),
        ("neoconnect_guadeloupe", "neoconnect.edifice.io"),
        ("ent16", "mon-ent16.lacharente.fr"),
    ):
        yield row(key, host, start=f"https://{host}/auth/login", local=True)
    for key, host, chooser in (
        ("hdf", "enthdf.fr", "connexion.enthdf.fr"),
        ("moncollege-essonne", "www.moncollege-ent.essonne.fr", ""),
        ("karukera", "karukera.ac-guadeloupe.fr", ""),
        ("aucollege84", "www.aucollege84.vaucluse.fr", ""),
        ("nati", "nati.pf", ""),
    ):
        start = f"https://{host}/auth/saml/authn/{{route}}"
        entity = f"https://{host}/auth/saml/metadata/idp.xml"
        routed = row(key, host, start=start)
        yield replace(routed, routes=True, entity=entity, chooser=chooser)
    for key, host, entity, chooser in (
        (
            "lyceeconnecte_edu",
            "mon.lyceeconnecte.fr",
            "",
            "jeunes.nouvelle-aquitaine.fr",
        ),
        (
            "l_normandie",
            "ent.l-educdenormandie.fr",
            "",
            "connexion.l-educdenormandie.fr",
        ),
        ("ent_94", "ent94.opendigitaleducation.com", "cd94", ""),
        ("ent_var", "moncollege-ent.var.fr", "cd83", ""),
        ("wilapa", "wilapa-guyane.com", "", ""),
        ("leia", "ent.leia.corsica", "leia", ""),
        ("colibri", "colibri.ac-martinique.fr", "", ""),
        ("eduprovence", "www.eduprovence.fr", "cd13", ""),
        ("ent04", "ent04.fr", "ent04", ""),
        ("ent05", "ent.colleges05.fr", "ent05", ""),
        ("ariane57", "ariane57.moselle-education.fr", "ent57", ""),
    ):
        provider = (
            f"urn:fi:ent:prod-{entity}-edu:1.0"
            if entity
            else f"https://{host}/auth/saml/metadata/idp.xml"
        )
        start = f"{_SSO}/Unsolicited/SSO?providerId={provider}"
        yield replace(row(key, host, start=start), entity=provider, chooser=chooser)


def _others() -> Iterator[Row]:
    def row(
        key: str,
        family: Family,
        hosts: str,
        cas: str,
        start: str = "",
        *,
        choice: str = "",
        local: bool = False,
    ) -> Row:
        names = tuple(hosts.split())
        return Row(
            key=key,
            family=family,
            hosts=names,
            cas=cas,
            start=f"https://{names[0]}{start or cas + '?service={service}'}",
            choice=choice,
            local=local,
        )

    yield row(
        "atrium_sud", Family.APEREO, "www.atrium-sud.fr", "/connexion/login", local=True
    )
    yield row(
        "laclasse_lyon", Family.LACLASSE, "www.laclasse.com", "/sso/login", local=True
    )
    yield row(
        "laclasse_educonnect",
        Family.LACLASSE,
        "www.laclasse.com",
        "/sso/login",
        "/sso/educonnect",
    )
    yield row(
        "ac-orleans-tours",
        Family.DELEGATED,
        "auth.recia.fr",
        "/cas/login",
        "/cas/login?service={service}&idpId=parentEleveEN-IdP",
        choice="idpId=parentEleveEN-IdP",
    )
    yield row(
        "ac_poitiers",
        Family.DELEGATED,
        "sp-ts.ac-poitiers.fr",
        "/dispatcher/index2.php",
        "/dispatcher/index2.php",
    )
    yield row(
        "ac_reunion",
        Family.DELEGATED,
        "sso.ac-reunion.fr",
        "/login",
        f"/saml/discovery/?idp_ident={_IDP}",
        choice=f"idp_ident={_IDP}",
    )
    yield row(
        "portail-famille",
        Family.DELEGATED,
        "seshat.ac-orleans-tours.fr:8443",
        "/login",
        f"/identite/discovery?idp_ident={_IDP}",
        choice=f"idp_ident={_IDP}",
    )
    elyco = "https://cas3.e-lyco.fr"
    yield row(
        "ent_elyco",
        Family.SHIBBOLETH,
        "cas3.e-lyco.fr",
        "/access/login",
        f"/discovery/WAYF?entityID={elyco}/shibboleth"
        f"&returnX={elyco}/Shibboleth.sso/Login&returnIDParam=entityID"
        f"&action=selection&origin={_IDP}",
    )
    yield row(
        "bordeaux",
        Family.HUB,
        "hubeduconnect.index-education.net",
        "/EduConnect/cas/login",
    )
    yield row(
        "toutatice",
        Family.TOUTATICE,
        "www.toutatice.fr",
        "/idp/profile/cas/login",
        "/portail/auth/MonEspace",
    )
    yield replace(
        row(
            "iledefrance",
            Family.KEYCLOAK,
            "auth.monlycee.net psn.monlycee.net",
            "/cas/login",
            local=True,
        ),
        start="https://psn.monlycee.net",
    )
    yield row(
        "enc_hauts_de_seine",
        Family.OZE,
        "enc.hauts-de-seine.fr api-enc.hauts-de-seine.fr",
        "/cas/login",
        "/",
        local=True,
    )
    yield Row(key="none", family=Family.DIRECT, local=True)


ROWS = {row.key: row for rows in (_kosmos(), _entcore(), _others()) for row in rows}
"""The portals which can be walked."""

ALIASES = {
    "ac-besancon": "eclat_bfc",
    "ac-dijon": "eclat_bfc",
    "ac-clermont": "ent_auvergnerhonealpe",
    "ac-grenoble": "ent_auvergnerhonealpe",
    "ac-lyon": "ent_auvergnerhonealpe",
    "ac-nancy-metz": "monbureaunumerique",
    "ac-reims": "monbureaunumerique",
    "ac_reims": "monbureaunumerique",
    "ac-strasbourg": "monbureaunumerique",
    "monbureaunumerique-educonnect": "monbureaunumerique",
    "agora06": "cas_agora06",
    "cybercolleges42": "cas_cybercolleges42_edu",
    "arsene76": "cas_arsene76_edu",
    "haute-garonne": "ecollege_haute_garonne_edu",
    "ac-montpellier": "occitanie_montpellier_educonnect",
    "ac-toulouse": "occitanie_toulouse_edu",
    "ac-valdoise": "val_doise",
    "ac-bordeaux": "lyceeconnecte_edu",
    "ac-limoges": "lyceeconnecte_edu",
    "ac-poitiers": "lyceeconnecte_edu",
    "lyceeconnecte_aquitaine": "lyceeconnecte",
    "seine-et-marne": "ent77",
    "paris_classe_numerique": "parisclassenumerique",
    "ent_hdf": "hdf",
    "ent_somme": "hdf",
    "somme": "hdf",
    "ac-caen": "l_normandie",
    "atrium-sud": "atrium_sud",
    "laclasse": "laclasse_lyon",
    "ac_orleans_tours": "ac-orleans-tours",
    "ac-nantes": "ent_elyco",
    "ac_rennes": "toutatice",
}
"""Other names of the same portals."""

DEAD = {
    "ac-bordeaux2": "bordeaux",
    "ac-lille": "hdf",
    "ac-lille2": "hdf",
    "ac-rouen": "l_normandie",
    "cas_arsene76": "cas_arsene76_edu",
    "cas_ent27": "eure-normandie",
    "ent_creuse": "ent_creuse_educonnect",
    "extranet_colleges_somme": "hdf",
    "ile_de_france": "iledefrance",
    "itslearning_corse": "leia",
}
"""Portals which are no more, and who took over."""

KEYS = tuple(sorted(ROWS.keys() | ALIASES.keys() | DEAD.keys()))

UNKNOWN = Row(
    key="unknown",
    family=Family.APEREO,
    hosts=("connexion.ecole-du-phare.example",),
    cas="/portail/entree",
    start="https://connexion.ecole-du-phare.example/portail/entree?service={service}",
    choice="user",
    local=True,
)
"""A portal of nobody's list."""


def find(key: str) -> Row:
    """The row of any key: its own, or the one which took over."""
    if key == UNKNOWN.key:
        return UNKNOWN
    try:
        return ROWS[ALIASES.get(key) or DEAD.get(key) or key]
    except KeyError as error:
        raise UnknownRowError(key) from error


def other_account(row: Row) -> Row:
    """The same Entcore for the other kind of account: each has a form and EduConnect."""
    if row.family is not Family.ENTCORE:
        raise UnknownRowError(row.key)
    site = f"https://{row.host}"
    if not row.local:
        start = f"{site}/auth/login"
        return replace(row, local=True, routes=False, entity="", start=start)
    routes = row.key not in _UNSOLICITED
    entity = _UNSOLICITED.get(row.key, f"{site}/auth/saml/metadata/idp.xml")
    start = (
        f"{site}/auth/saml/authn/{{route}}"
        if routes
        else f"{_SSO}/Unsolicited/SSO?providerId={entity}"
    )
    return replace(row, local=False, routes=routes, entity=entity, start=start)


_UNSOLICITED = {"ent_mayotte": "urn:fi:ent:prod-edifice-mayotte-edu:1.0"}
"""Entcores with a form whose EduConnect answers without being asked."""


def every_host() -> frozenset[str]:
    """All host names of this small internet, without ports."""
    names = {
        EDUCONNECT,
        ASSISTANCE,
        STRANGER,
        UNHEARD_OF,
        PUBLISHER,
        DEMONSTRATION,
    }
    for row in (*ROWS.values(), UNKNOWN):
        names |= {*row.hosts, row.school_host}
        if row.chooser:
            names.add(row.chooser)
    return frozenset(name.partition(":")[0] for name in names)
