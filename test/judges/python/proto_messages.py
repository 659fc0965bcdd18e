"""The official protobuf messages: filled with distinct values, and described."""

import importlib
import pkgutil
from typing import Any

import ibapi.protobuf
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from argument_trees import Numbering

INT64 = FieldDescriptor.TYPE_INT64
TYPES = {
    FieldDescriptor.TYPE_INT32: "int32",
    FieldDescriptor.TYPE_INT64: "int64",
    FieldDescriptor.TYPE_DOUBLE: "double",
    FieldDescriptor.TYPE_BOOL: "bool",
    FieldDescriptor.TYPE_STRING: "string",
}


def message_class(parameter: str) -> type[Message]:
    """The message that a parameter such as `cancelHistoricalTicksProto` is named after."""
    name = parameter[0].upper() + parameter[1:].removesuffix("Proto")
    return getattr(importlib.import_module(f"ibapi.protobuf.{name}_pb2"), name)


def is_repeated(field: FieldDescriptor) -> bool:
    return bool(field.is_repeated)


def value_for(field: FieldDescriptor, numbers: Numbering) -> Any:
    number = numbers.take()
    match TYPES[field.type]:
        case "int32":
            return number
        case "int64":
            return 2**53 + number
        case "double":
            return number + 0.25
        case "bool":
            return True
        case _:
            return f"{field.name} \u00e9{number}"


def fill(message: Message, numbers: Numbering) -> None:
    for field in message.DESCRIPTOR.fields:
        holder = getattr(message, field.name)
        inner = field.message_type
        if inner is not None and inner.GetOptions().map_entry:
            for _ in range(2):
                number = numbers.take()
                holder[f"tag{number}"] = f"value {number}"
        elif is_repeated(field) and inner is not None:
            for _ in range(2):
                fill(holder.add(), numbers)
        elif is_repeated(field):
            holder.extend([value_for(field, numbers), value_for(field, numbers)])
        elif inner is not None:
            holder.SetInParent()
            fill(holder, numbers)
        else:
            setattr(message, field.name, value_for(field, numbers))


def filled_message(kind: type[Message]) -> Message:
    message = kind()
    fill(message, Numbering(2000))
    return message


def field_facts(field: FieldDescriptor) -> dict[str, Any]:
    inner = field.message_type
    is_map = inner is not None and inner.GetOptions().map_entry
    oneof = field.containing_oneof
    return {
        "name": field.name,
        "number": field.number,
        "type": "map" if is_map else inner.name if inner is not None else TYPES[field.type],
        "repeated": is_repeated(field) and not is_map,
        "oneof": oneof.name if oneof is not None and len(oneof.fields) > 1 else None,
    }


def schema() -> dict[str, list[dict[str, Any]]]:
    """Every message of the official schema, by name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for module in pkgutil.iter_modules(ibapi.protobuf.__path__):
        if not module.name.endswith("_pb2"):
            continue
        described = importlib.import_module(f"ibapi.protobuf.{module.name}").DESCRIPTOR.message_types_by_name
        for name, descriptor in described.items():
            assert isinstance(descriptor, Descriptor)
            found[name] = [field_facts(field) for field in descriptor.fields]
    return found
