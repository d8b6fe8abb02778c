"""An asynchronous client of PRONOTE. It knows nothing of Home Assistant."""

from .client import PronoteClient
from .credentials import (
    Credentials,
    DeviceToken,
    Password,
    QrCode,
    TokenCallback,
    new_device,
)
from .elements import Attachment, AttachmentKind
from .errors import PronoteError
from .instance import InstanceInfo, discover
from .pages.account import Account, Period, Pupil, School
from .pages.grades import Grade, GradeBook, GradeCode, SubjectAverage
from .pages.homework import Difficulty, Homework, Return
from .pages.menus import Course, Dish, FoodLabel, Meal, Menu
from .pages.timetable import Lesson, LessonStatus, Timetable, VirtualLink
from .qr import read_qr_code
from .school_year import Holiday, SchoolCalendar
from .secret import Secret
from .spaces import Space

__all__ = [
    "Account",
    "Attachment",
    "AttachmentKind",
    "Course",
    "Credentials",
    "DeviceToken",
    "Difficulty",
    "Dish",
    "FoodLabel",
    "Grade",
    "GradeBook",
    "GradeCode",
    "Holiday",
    "Homework",
    "InstanceInfo",
    "Lesson",
    "LessonStatus",
    "Meal",
    "Menu",
    "Password",
    "Period",
    "PronoteClient",
    "PronoteError",
    "Pupil",
    "QrCode",
    "Return",
    "School",
    "SchoolCalendar",
    "Secret",
    "Space",
    "SubjectAverage",
    "Timetable",
    "TokenCallback",
    "VirtualLink",
    "discover",
    "new_device",
    "read_qr_code",
]
