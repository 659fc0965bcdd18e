"""Turns what the official client holds into JSON: unset becomes null, the rest keeps its exact value."""

from decimal import Decimal
from enum import Enum
from typing import Any

from google.protobuf.message import Message
from ibapi.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER, UNSET_LONG

LARGEST_EXACT = 2**53
WORDS = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}


def plain(value: Any) -> Any:
    """The value as JSON. Numbers that JSON would blur travel as `{"exact": "..."}`."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Enum):
        return plain(value.value[0] if isinstance(value.value, tuple) else value.value)
    if isinstance(value, int):
        if value in (UNSET_INTEGER, UNSET_LONG):
            return None
        return value if abs(value) < LARGEST_EXACT else {"exact": str(value)}
    if isinstance(value, float):
        if value == UNSET_DOUBLE:
            return None
        return value if value - value == 0 else {"exact": WORDS[str(value)]}
    if isinstance(value, Decimal):
        return None if value == UNSET_DECIMAL else {"exact": format(value, "f")}
    if isinstance(value, Message):
        return plain_message(value)
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return {"set": [plain(item) for item in sorted(value)]}
    if isinstance(value, dict):
        return [{"key": plain(key), **plain_parts(parts)} for key, parts in value.items()]
    return {name: plain(item) for name, item in vars(value).items()}


def plain_parts(parts: Any) -> dict[str, Any]:
    """What a dictionary holds for a key, which may be several things."""
    if not isinstance(parts, tuple):
        return {"value": plain(parts)}
    return {f"value{at}": plain(part) for at, part in enumerate(parts)}


def plain_message(message: Message) -> dict[str, Any]:
    """A protobuf message: the fields that are present, maps as lists of tags and values."""
    present: dict[str, Any] = {}
    for field, value in message.ListFields():
        inner = field.message_type
        if inner is not None and inner.GetOptions().map_entry:
            present[field.name] = [{"tag": key, "value": value[key]} for key in value]
        elif hasattr(value, "extend"):
            present[field.name] = [plain(item) for item in value]
        else:
            present[field.name] = plain(value)
    return present
