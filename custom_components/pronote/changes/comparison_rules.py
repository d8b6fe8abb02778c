"""Compare records that PRONOTE enters once and may correct later, such as grades."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .change_types import ChangeType
from .event_data import EventData, Topic
from .snapshot import FoundChanges, Snapshot, is_recent, previous_values


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRule:
    """How to compare records that PRONOTE enters once and may correct later."""

    new: ChangeType
    changed: ChangeType | None = None
    compared_fields: tuple[str, ...] = ()
    """Fields whose correction is announced."""
    identity_fields: tuple[tuple[str, ...], ...] = ()
    """Fields that two records share if they are the same record with another key."""


COMPARISON_RULES: Mapping[Topic, ComparisonRule] = {
    Topic.GRADE: ComparisonRule(
        new=ChangeType.NEW_GRADE,
        changed=ChangeType.GRADE_CHANGED,
        compared_fields=("value", "code", "coefficient", "remark"),
        identity_fields=(
            ("subject", "date", "value", "code"),
            ("subject", "title", "value"),
        ),
    ),
    Topic.EVALUATION: ComparisonRule(
        new=ChangeType.NEW_EVALUATION,
        changed=ChangeType.EVALUATION_CHANGED,
        compared_fields=("acquisitions", "coefficient"),
        identity_fields=(("subject", "date", "acquisitions"), ("subject", "name")),
    ),
    Topic.ABSENCE: ComparisonRule(
        new=ChangeType.NEW_ABSENCE,
        changed=ChangeType.ABSENCE_CHANGED,
        compared_fields=("justified", "settled", "reason"),
        identity_fields=(("end",),),
    ),
    Topic.DELAY: ComparisonRule(
        new=ChangeType.NEW_DELAY,
        changed=ChangeType.DELAY_CHANGED,
        compared_fields=("minutes", "justified", "settled", "reason"),
    ),
    Topic.PUNISHMENT: ComparisonRule(
        new=ChangeType.NEW_PUNISHMENT,
        changed=ChangeType.PUNISHMENT_CHANGED,
        compared_fields=(
            "minutes",
            "first_day",
            "last_day",
            "reason",
            "work",
            "detention_start",
            "detentions",
        ),
    ),
    Topic.OBSERVATION: ComparisonRule(
        new=ChangeType.NEW_OBSERVATION,
        identity_fields=(("date", "author"),),
    ),
    Topic.NEWS: ComparisonRule(
        new=ChangeType.NEW_NEWS, identity_fields=(("date", "author"),)
    ),
    Topic.SURVEY: ComparisonRule(
        new=ChangeType.NEW_SURVEY, identity_fields=(("date", "author"),)
    ),
    Topic.DOCUMENT: ComparisonRule(new=ChangeType.NEW_DOCUMENT),
    Topic.REPORT_CARD: ComparisonRule(new=ChangeType.REPORT_CARD_PUBLISHED),
    Topic.PERIOD: ComparisonRule(new=ChangeType.NEW_PERIOD),
}


def comparison_of(topic: Topic) -> Callable[[Snapshot, Snapshot], FoundChanges]:
    """Return the comparison of records that are entered once."""
    rule = COMPARISON_RULES[topic]

    def compare(before: Snapshot, after: Snapshot) -> FoundChanges:
        for name, partition in after.partitions.items():
            known_partition = before.partitions.get(name, {})
            known = before.items | known_partition
            missing = {
                key: event_data
                for key, event_data in known_partition.items()
                if key not in partition
            }
            for key, event_data in partition.items():
                same_key = (
                    key if key in known else find_same(topic, event_data, missing)
                )
                if same_key is not None:
                    missing.pop(same_key, None)
                    before_data = known[same_key]
                    # What an earlier version did not store has not changed.
                    stored = (x for x in rule.compared_fields if x in before_data)
                    if rule.changed and (
                        previous := previous_values(before_data, event_data, *stored)
                    ):
                        yield rule.changed, key, event_data | previous
                elif name in before.partitions or is_recent(
                    event_data, before.at.date()
                ):
                    yield rule.new, key, event_data

    return compare


def find_same(
    topic: Topic, event_data: EventData, others: Mapping[str, EventData]
) -> str | None:
    """Return the key of the item that is the same under another key."""
    if topic not in COMPARISON_RULES:
        return None
    return next(
        (
            key
            for names in COMPARISON_RULES[topic].identity_fields
            for key, other in others.items()
            if all(event_data.get(name) == other.get(name) for name in names)
        ),
        None,
    )
