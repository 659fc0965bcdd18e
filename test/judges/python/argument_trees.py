"""Arguments for the official request methods as plain trees, and the official objects built from them."""

import copy
import inspect
from decimal import Decimal
from typing import Any, Callable, Iterator

from ibapi import order_condition
from ibapi.common import WshEventData
from ibapi.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER
from ibapi.contract import ComboLeg, Contract, DeltaNeutralContract
from ibapi.execution import ExecutionFilter
from ibapi.order import Order, OrderComboLeg
from ibapi.order_cancel import OrderCancel
from ibapi.scanner import ScannerSubscription
from ibapi.softdollartier import SoftDollarTier
from ibapi.tag_value import TagValue

Tree = dict[str, Any]

OBJECTS: dict[str, type] = {
    "contract": Contract,
    "order": Order,
    "orderCancel": OrderCancel,
    "execFilter": ExecutionFilter,
    "subscription": ScannerSubscription,
    "wshEventData": WshEventData,
}
TAG_LISTS = {"algoParams", "smartComboRoutingParams", "orderMiscOptions"}
CONDITIONS: dict[int, Callable[[], Any]] = {
    1: order_condition.PriceCondition,
    3: order_condition.TimeCondition,
    4: order_condition.MarginCondition,
    5: order_condition.ExecutionCondition,
    6: order_condition.VolumeCondition,
    7: order_condition.PercentChangeCondition,
}


# Flags that the official signatures call whole numbers.
FLAGS = {"useRTH", "useRth", "override"}


def is_tag_list(name: str) -> bool:
    return name in TAG_LISTS or name.endswith("Options")


class Numbering:
    """Numbers that occur once, so that no two arguments can be taken for each other."""

    def __init__(self, start: int) -> None:
        self.next = start

    def take(self) -> int:
        self.next += 1
        return self.next


def distinct(name: str, default: Any, numbers: Numbering) -> Any:
    """A value of the default's type that is neither the default nor any other argument's."""
    number = numbers.take()
    if is_tag_list(name):
        return [{"tag": f"tag{number}", "value": f"{number}.5"}, {"tag": f"other{number}", "value": f"word {number}"}]
    if isinstance(default, bool):
        return not default
    if isinstance(default, int):
        return number
    if isinstance(default, Decimal):
        return Decimal(f"{number}.125")
    if isinstance(default, float):
        return number + 0.25
    return f"{name[:14]} {number}"


def rich_object(kind: type, numbers: Numbering, special: Tree) -> Tree:
    """Every attribute of an official class, set to something of its own."""
    tree: Tree = {}
    for name, default in vars(kind()).items():
        tree[name] = copy.deepcopy(special[name]) if name in special else distinct(name, default, numbers)
    return {name: value for name, value in tree.items() if value is not None}


def build(name: str, value: Any) -> Any:
    """The official object for a tree: which class it is follows from the argument's name."""
    if is_tag_list(name) and isinstance(value, list):
        return [TagValue(item["tag"], item["value"]) for item in value]
    if name == "conditions":
        return [filled(CONDITIONS[item["condType"]](), item) for item in value]
    if name == "comboLegs":
        return [filled(ComboLeg(), item) for item in value]
    if name == "orderComboLegs":
        return [filled(OrderComboLeg(), item) for item in value]
    if name == "deltaNeutralContract" and value is not None:
        return filled(DeltaNeutralContract(), value)
    if name == "softDollarTier":
        return filled(SoftDollarTier("", "", ""), value)
    if name in OBJECTS:
        return filled(OBJECTS[name](), value)
    return value


def filled(target: Any, tree: Tree) -> Any:
    for name, value in tree.items():
        setattr(target, name, build(name, value))
    return target


Path = tuple[str | int, ...]


def leaves(tree: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The single values with their paths; a list of tags counts as one value."""
    if path and isinstance(path[-1], str) and is_tag_list(path[-1]):
        yield path, tree
    elif isinstance(tree, dict):
        for name, value in tree.items():
            yield from leaves(value, (*path, name))
    elif isinstance(tree, list) and tree and isinstance(tree[0], dict):
        for at, value in enumerate(tree):
            yield from leaves(value, (*path, at))
    else:
        yield path, tree


def set_leaf(tree: Tree, path: Path, value: Any) -> Tree:
    """A tree with one value replaced; only what holds it is copied."""
    changed = dict(tree)
    holder: Any = changed
    for key in path[:-1]:
        inner = holder[key]
        holder[key] = list(inner) if isinstance(inner, list) else dict(inner)
        holder = holder[key]
    holder[path[-1]] = value
    return changed


def altered(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, list):
        return value[:-1] if value else [{"tag": "added", "value": "added"}]
    if isinstance(value, str):
        return f"{value}9"
    return value + 1 if value - value == 0 and abs(value) < 1e300 else type(value)(1)


def blank_argument(name: str, parameter: inspect.Parameter) -> Any:
    """The emptiest thing a program can pass for a parameter that is no object."""
    if is_tag_list(name):
        return []
    if name in FLAGS:
        return False
    kind = parameter.annotation
    return {bool: False, str: "", float: 0.0}.get(kind, 0)


UNSETS = {int: UNSET_INTEGER, float: UNSET_DOUBLE, Decimal: UNSET_DECIMAL}


def unset_object(kind: type) -> Tree:
    """Every number of an official class unset, except an amount that the class itself starts as a whole zero."""
    return {name: UNSETS[type(value)] for name, value in vars(kind()).items() if type(value) in UNSETS and name != "discretionaryAmt"}
