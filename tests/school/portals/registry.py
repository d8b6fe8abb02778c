"""Registry of the regional portals, with their families, hosts and start addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

EDUCONNECT = "educonnect.education.gouv.fr"
ASSISTANCE = "assistance.phm.education.gouv.fr"
PHISHING_HOST = "collecte.portail-inconnu.example"
"""Unrelated host that must never receive a password."""
UNLISTED_HOST = "choix.portail-inconnu.example"
"""Host of a selection page that is missing from every list of portals."""
PUBLISHER = "www.index-education.com"
DEMONSTRATION = "demo.index-education.net"
"""Host of the fictional school of PRONOTE's publisher."""

_SSO = f"https://{EDUCONNECT}/idp/profile/SAML2"
_IDP = f"https://{EDUCONNECT}/idp"


class Engine(StrEnum):
    """Kinds of portals.

    The client has one engine for `apereo` and `laclasse` (`form`), and other names for
    `shibboleth` (`discovery`) and `hubeduconnect` (`hub`).
    """

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
class PortalSpec:
    """Description of one portal.

    `cas` is the address to which PRONOTE redirects a family. `start` is the portal's own
    login address, with `{service}`, and `{route}` if pupils and parents have different
    ones. A `local` portal checks passwords itself. The others delegate to EduConnect.
    """

    key: str
    engine: Engine
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
        """Return the only hosts that may receive a password."""
        return frozenset(self.hosts if self.local else (EDUCONNECT,))


class UnknownPortalError(KeyError):
    """Error for a portal key that does not exist."""


def _kosmos() -> Iterator[PortalSpec]:
    # A choice with EDU in it leads to ÉduConnect, any other to the form of the portal.
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
        yield PortalSpec(
            key=key,
            engine=Engine.KOSMOS,
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


def _entcore() -> Iterator[PortalSpec]:
    def spec(key: str, host: str, *, start: str, local: bool = False) -> PortalSpec:
        return PortalSpec(
            key=key,
            engine=Engine.ENTCORE,
            hosts=(host,),
            cas="/cas/login",
            start=start,
            local=local,
        )

    # Usual accounts: those of the portal. Its first page is a form.
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
        yield spec(key, host, start=f"https://{host}/auth/login", local=True)
    # Usual accounts: ÉduConnect. Its button opens /auth/saml/authn/… of the portal.
    # A chooser is another host, where families choose between both kinds of accounts.
    for key, host, chooser in (
        ("hdf", "enthdf.fr", "connexion.enthdf.fr"),
        ("moncollege-essonne", "www.moncollege-ent.essonne.fr", ""),
        ("karukera", "karukera.ac-guadeloupe.fr", ""),
        ("aucollege84", "www.aucollege84.vaucluse.fr", ""),
        ("nati", "nati.pf", ""),
    ):
        start = f"https://{host}/auth/saml/authn/{{route}}"
        entity = f"https://{host}/auth/saml/metadata/idp.xml"
        routed = spec(key, host, start=start)
        yield replace(routed, routes=True, entity=entity, chooser=chooser)
    # Usual accounts: ÉduConnect. Its button opens an address of ÉduConnect with a providerId:
    # urn:fi:ent:prod-ENTITY-edu:1.0, or without an entity the metadata of the portal.
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
        yield replace(spec(key, host, start=start), entity=provider, chooser=chooser)


def _others() -> Iterator[PortalSpec]:
    def spec(
        key: str,
        family: Engine,
        hosts: str,
        cas: str,
        start: str = "",
        *,
        choice: str = "",
        local: bool = False,
    ) -> PortalSpec:
        names = tuple(hosts.split())
        return PortalSpec(
            key=key,
            engine=family,
            hosts=names,
            cas=cas,
            start=f"https://{names[0]}{start or cas + '?service={service}'}",
            choice=choice,
            local=local,
        )

    yield spec(
        "atrium_sud", Engine.APEREO, "www.atrium-sud.fr", "/connexion/login", local=True
    )
    yield spec(
        "laclasse_lyon", Engine.LACLASSE, "www.laclasse.com", "/sso/login", local=True
    )
    yield spec(
        "laclasse_educonnect",
        Engine.LACLASSE,
        "www.laclasse.com",
        "/sso/login",
        "/sso/educonnect",
    )
    yield spec(
        "ac-orleans-tours",
        Engine.DELEGATED,
        "auth.recia.fr",
        "/cas/login",
        "/cas/login?service={service}&idpId=parentEleveEN-IdP",
        choice="idpId=parentEleveEN-IdP",
    )
    yield spec(
        "ac_poitiers",
        Engine.DELEGATED,
        "sp-ts.ac-poitiers.fr",
        "/dispatcher/index2.php",
        "/dispatcher/index2.php",
    )
    yield spec(
        "ac_reunion",
        Engine.DELEGATED,
        "sso.ac-reunion.fr",
        "/login",
        f"/saml/discovery/?idp_ident={_IDP}",
        choice=f"idp_ident={_IDP}",
    )
    yield spec(
        "portail-famille",
        Engine.DELEGATED,
        "seshat.ac-orleans-tours.fr:8443",
        "/login",
        f"/identite/discovery?idp_ident={_IDP}",
        choice=f"idp_ident={_IDP}",
    )
    elyco = "https://cas3.e-lyco.fr"
    yield spec(
        "ent_elyco",
        Engine.SHIBBOLETH,
        "cas3.e-lyco.fr",
        "/access/login",
        f"/discovery/WAYF?entityID={elyco}/shibboleth"
        f"&returnX={elyco}/Shibboleth.sso/Login&returnIDParam=entityID"
        f"&action=selection&origin={_IDP}",
    )
    yield spec(
        "bordeaux",
        Engine.HUB,
        "hubeduconnect.index-education.net",
        "/EduConnect/cas/login",
    )
    yield spec(
        "toutatice",
        Engine.TOUTATICE,
        "www.toutatice.fr",
        "/idp/profile/cas/login",
        "/portail/auth/MonEspace",
    )
    yield replace(
        spec(
            "iledefrance",
            Engine.KEYCLOAK,
            "auth.monlycee.net psn.monlycee.net",
            "/cas/login",
            local=True,
        ),
        start="https://psn.monlycee.net",
    )
    yield spec(
        "enc_hauts_de_seine",
        Engine.OZE,
        "enc.hauts-de-seine.fr api-enc.hauts-de-seine.fr",
        "/cas/login",
        "/",
        local=True,
    )
    yield PortalSpec(key="none", engine=Engine.DIRECT, local=True)


PORTAL_SPECS = {
    spec.key: spec for rows in (_kosmos(), _entcore(), _others()) for spec in rows
}
"""Simulated portals by key."""

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
"""Alternative keys of the portals."""

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
"""Keys of discontinued portals, with the keys of their successors."""

KEYS = tuple(sorted(PORTAL_SPECS.keys() | ALIASES.keys() | DEAD.keys()))

UNKNOWN = PortalSpec(
    key="unknown",
    engine=Engine.APEREO,
    hosts=("connexion.ecole-du-phare.example",),
    cas="/portail/entree",
    start="https://connexion.ecole-du-phare.example/portail/entree?service={service}",
    choice="user",
    local=True,
)
"""Portal that is missing from every list of portals."""


def find(key: str) -> PortalSpec:
    """Return the portal of a key, or of the key that replaced it."""
    if key == UNKNOWN.key:
        return UNKNOWN
    try:
        return PORTAL_SPECS[ALIASES.get(key) or DEAD.get(key) or key]
    except KeyError as error:
        raise UnknownPortalError(key) from error


def other_account(spec: PortalSpec) -> PortalSpec:
    """Return the same Entcore portal for its other kind of account.

    The two kinds are local accounts and EduConnect accounts. Raises UnknownPortalError
    for portals of other families.
    """
    if spec.engine is not Engine.ENTCORE:
        raise UnknownPortalError(spec.key)
    site = f"https://{spec.host}"
    if not spec.local:
        start = f"{site}/auth/login"
        return replace(spec, local=True, routes=False, entity="", start=start)
    routes = spec.key not in _UNSOLICITED
    entity = _UNSOLICITED.get(spec.key, f"{site}/auth/saml/metadata/idp.xml")
    start = (
        f"{site}/auth/saml/authn/{{route}}"
        if routes
        else f"{_SSO}/Unsolicited/SSO?providerId={entity}"
    )
    return replace(spec, local=False, routes=routes, entity=entity, start=start)


_UNSOLICITED = {"ent_mayotte": "urn:fi:ent:prod-edifice-mayotte-edu:1.0"}
"""Entcore portals with a form that also accept unrequested assertions of EduConnect."""


def all_hosts() -> frozenset[str]:
    """Return all host names of the network, without ports."""
    names = {
        EDUCONNECT,
        ASSISTANCE,
        PHISHING_HOST,
        UNLISTED_HOST,
        PUBLISHER,
        DEMONSTRATION,
    }
    for spec in (*PORTAL_SPECS.values(), UNKNOWN):
        names |= {*spec.hosts, spec.school_host}
        if spec.chooser:
            names.add(spec.chooser)
    return frozenset(name.partition(":")[0] for name in names)
