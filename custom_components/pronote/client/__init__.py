"""An asynchronous client of PRONOTE. It knows nothing of Home Assistant."""

from . import portals
from .auth.qr_code import read_qr_code
from .averages import computed_average, computed_overall
from .client import PronoteClient
from .common import Attachment, AttachmentKind, numbered_key, unnumbered_key
from .connection import Unread
from .credentials import (
    Credentials,
    DeviceToken,
    Password,
    PortalPassword,
    QrCode,
    TokenCallback,
    new_device,
)
from .discovery import InstanceInfo, discover, find_portal, normalise_url, space_of
from .errors import PronoteError
from .export import to_json
from .home import ComingTest, HomePage, PartnerLink, Wallet
from .idle import IdleLimit
from .nearby import NearbySchool, schools_near
from .pages.account import Account, Period, Pupil, Rights, School, SchoolClass
from .pages.agenda import AgendaEvent
from .pages.contents import Content, ContentKind, LessonContents
from .pages.discussions import (
    Button,
    Discussion,
    Draft,
    Folder,
    Message,
    Recipient,
    RecipientKind,
    Thread,
)
from .pages.evaluations import Acquisition, Evaluation
from .pages.grades import Grade, GradeBook, GradeCode, SubjectAverage
from .pages.homework import Difficulty, Homework, Quiz, Return
from .pages.menus import Course, Dish, FoodLabel, Meal, Menu
from .pages.news import Answer, Choice, News, Question, QuestionKind
from .pages.personal import CalendarKind, CalendarLink, KnownDevice, PersonalData
from .pages.report_cards import Remark, RemarkKind, ReportCard, ReportSubject
from .pages.school_life import (
    Absence,
    Delay,
    Detention,
    Forbidden,
    InfirmaryVisit,
    Measure,
    MissedHours,
    Observation,
    ObservationKind,
    Punishment,
    PunishmentKind,
    SchoolLife,
)
from .pages.staff import Contact, ListedPupil, PupilSheet
from .pages.teachers import TaughtSubject, Teacher
from .pages.timetable import Lesson, LessonStatus, Timetable, VirtualLink
from .portals import Portal, PortalAccount
from .portals.browser import PortalStage
from .school_year import Break, Holiday, SchoolCalendar
from .secret import Secret
from .site import NEWEST_TRIED
from .spaces import Space
from .transport import Download, Progress, Upload

__all__ = [
    "NEWEST_TRIED",
    "Absence",
    "Account",
    "Acquisition",
    "AgendaEvent",
    "Answer",
    "Attachment",
    "AttachmentKind",
    "Break",
    "Button",
    "CalendarKind",
    "CalendarLink",
    "Choice",
    "ComingTest",
    "Contact",
    "Content",
    "ContentKind",
    "Course",
    "Credentials",
    "Delay",
    "Detention",
    "DeviceToken",
    "Difficulty",
    "Discussion",
    "Dish",
    "Download",
    "Draft",
    "Evaluation",
    "Folder",
    "FoodLabel",
    "Forbidden",
    "Grade",
    "GradeBook",
    "GradeCode",
    "Holiday",
    "HomePage",
    "Homework",
    "IdleLimit",
    "InfirmaryVisit",
    "InstanceInfo",
    "KnownDevice",
    "Lesson",
    "LessonContents",
    "LessonStatus",
    "ListedPupil",
    "Meal",
    "Measure",
    "Menu",
    "Message",
    "MissedHours",
    "NearbySchool",
    "News",
    "Observation",
    "ObservationKind",
    "PartnerLink",
    "Password",
    "Period",
    "PersonalData",
    "Portal",
    "PortalAccount",
    "PortalPassword",
    "PortalStage",
    "Progress",
    "PronoteClient",
    "PronoteError",
    "Punishment",
    "PunishmentKind",
    "Pupil",
    "PupilSheet",
    "QrCode",
    "Question",
    "QuestionKind",
    "Quiz",
    "Recipient",
    "RecipientKind",
    "Remark",
    "RemarkKind",
    "ReportCard",
    "ReportSubject",
    "Return",
    "Rights",
    "School",
    "SchoolCalendar",
    "SchoolClass",
    "SchoolLife",
    "Secret",
    "Space",
    "SubjectAverage",
    "TaughtSubject",
    "Teacher",
    "Thread",
    "Timetable",
    "TokenCallback",
    "Unread",
    "Upload",
    "VirtualLink",
    "Wallet",
    "computed_average",
    "computed_overall",
    "discover",
    "find_portal",
    "new_device",
    "normalise_url",
    "numbered_key",
    "portals",
    "read_qr_code",
    "schools_near",
    "space_of",
    "to_json",
    "unnumbered_key",
]
