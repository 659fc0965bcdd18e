"""The sets of arguments with which each official request method is called: plain, rich, and the odd ones."""

import copy
import inspect
import math
from decimal import Decimal
from typing import Any, Callable, Iterator

from argument_trees import (
    OBJECTS,
    Numbering,
    Tree,
    blank_argument,
    distinct,
    is_tag_list,
    rich_object,
    unset_object,
)

Parameters = dict[str, inspect.Parameter]

CONDITIONS: list[Tree] = [
    {"condType": 1, "price": 171.5, "conId": 8101, "exchange": "PRICEEX", "isMore": True, "triggerMethod": 4},
    {"condType": 3, "isConjunctionConnection": False, "time": "20260918 15:04:05 US/Eastern", "isMore": False},
    {"condType": 4, "percent": 37, "isMore": True},
    {"condType": 5, "isConjunctionConnection": False, "secType": "FUT", "exchange": "EXECEX", "symbol": "EXECSYM"},
    {"condType": 6, "volume": 810600, "conId": 8106, "exchange": "VOLEX", "isMore": False},
    {"condType": 7, "changePercent": 0.875, "conId": 8107, "exchange": "CHGEX", "isMore": True},
]
LEGS: list[Tree] = [
    {"conId": 8201, "ratio": 3, "action": "BUY", "exchange": "LEGEX1", "openClose": 1, "shortSaleSlot": 2,
     "designatedLocation": "LOC1", "exemptCode": 8211},
    {"conId": 8202, "ratio": 5, "action": "SELL", "exchange": "LEGEX2", "openClose": 2, "shortSaleSlot": 1,
     "designatedLocation": "LOC2", "exemptCode": -1},
]  # fmt: skip

SPECIAL: dict[str, Tree] = {
    "contract": {
        "secType": "OPT",
        "multiplier": "100",
        "lastTradeDateOrContractMonth": "20261218",
        "comboLegs": LEGS,
        "deltaNeutralContract": {"conId": 8301, "delta": 0.625, "price": 83.5},
    },
    "order": {
        "orderType": "LMT",
        "permId": 2**53 + 7,
        "discretionaryAmt": 0.75,
        "orderComboLegs": [{"price": 84.25}, {"price": -85.5}],
        "conditions": CONDITIONS,
        "softDollarTier": {"name": "tier", "val": "tier value", "displayName": "tier shown"},
        "usePriceMgmtAlgo": True,
        "routeMarketableToBbo": True,
        "seekPriceImprovement": True,
    },
    "execFilter": {"specificDates": [20260102, 20260105]},
}
PLAIN: dict[str, Tree] = {
    "contract": {"symbol": "AAPL", "secType": "STK", "exchange": "SMART", "currency": "USD"},
    "order": {"action": "BUY", "totalQuantity": Decimal(100), "orderType": "LMT", "lmtPrice": 150.25},
    "subscription": {"instrument": "STK", "locationCode": "STK.US.MAJOR", "scanCode": "TOP_PERC_GAIN"},
}


def plain_arguments(parameters: Parameters, server_version: int) -> Tree:
    tree: Tree = {}
    for name, parameter in parameters.items():
        if name in OBJECTS:
            tree[name] = copy.deepcopy(PLAIN.get(name, {}))
        else:
            blank = blank_argument(name, parameter)
            tree[name] = 1 if isinstance(blank, (int, float)) and not isinstance(blank, bool) else blank
    if "order" in tree and server_version < 111:
        # The official client takes the unset cashQty of its own Order class for a quantity, and refuses it here.
        tree["order"]["cashQty"] = 0
    return tree


def rich_arguments(parameters: Parameters) -> Tree:
    numbers = Numbering(1000)
    tree: Tree = {}
    for name, parameter in parameters.items():
        if name in OBJECTS:
            tree[name] = rich_object(OBJECTS[name], numbers, SPECIAL.get(name, {}))
        else:
            tree[name] = distinct(name, blank_argument(name, parameter), numbers)
    return tree


def changed(tree: Tree, changes: Tree) -> Tree:
    """A copy with some attributes set to something else; objects that the tree lacks are skipped."""
    copied = copy.deepcopy(tree)
    for name, attributes in changes.items():
        if name in copied:
            copied[name].update(copy.deepcopy(attributes))
    return copied


def mapped(tree: Any, change: Callable[[str, Any], Any], name: str = "") -> Any:
    """A copy with every single value changed; tags are left alone."""
    if is_tag_list(name):
        return copy.deepcopy(tree)
    if isinstance(tree, dict):
        return {key: mapped(value, change, key) for key, value in tree.items()}
    if isinstance(tree, list):
        return [mapped(value, change, name) for value in tree]
    return change(name, tree)


KEPT = {"secType", "orderType", "multiplier", "condType", "specificDates", "algoStrategy", "hedgeType"}


def negative(name: str, value: Any) -> Any:
    return value if name in KEPT or isinstance(value, (bool, str)) else -abs(value)


def zero(name: str, value: Any) -> Any:
    if name in KEPT or isinstance(value, (str, bool)):
        return value
    return type(value)(0)


def odd_text(name: str, value: Any) -> Any:
    return value if name in KEPT or not isinstance(value, str) else f'{value};=,-"\'\\n\\u00e9\t|\r\n<&>~ '


def foreign_text(name: str, value: Any) -> Any:
    return value if name in KEPT or not isinstance(value, str) else f"{value} \u00e9\u6f22\U0001f600"


def flagged(tree: Tree, bit: int) -> Tree:
    """A copy in which each flag has one bit of its number, so that every two flags differ in some variant."""
    flags = iter(range(1, 1000))
    return mapped(tree, lambda name, value: bool(next(flags) >> bit & 1) if isinstance(value, bool) else value)


def flag_count(tree: Any) -> int:
    if isinstance(tree, (dict, list)):
        return sum(flag_count(inner) for inner in (tree.values() if isinstance(tree, dict) else tree))
    return isinstance(tree, bool)


ORDERS: list[tuple[str, Tree]] = [
    ("pegged to benchmark", {"order": {"orderType": "PEG BENCH"}}),
    ("pegged to best", {"order": {"orderType": "PEG BEST"}, "contract": {"exchange": "IBKRATS"}}),
    ("pegged to best, up to mid", {"order": {"orderType": "PEGBEST", "competeAgainstBestOffset": math.inf}}),
    ("pegged to mid", {"order": {"orderType": "PEG MID"}, "contract": {"exchange": "IBKRATS"}}),
    (
        "without blocks",
        {
            "order": {
                "deltaNeutralOrderType": "",
                "scalePriceIncrement": 0.0,
                "hedgeType": "",
                "algoStrategy": "",
                "conditions": [],
                "usePriceMgmtAlgo": False,
                "routeMarketableToBbo": False,
                "seekPriceImprovement": False,
            },
        },
    ),
]


def variants(parameters: Parameters, server_version: int) -> Iterator[tuple[str, Tree]]:
    """All sets of arguments for one method, the plain one first and the rich one second."""
    yield "plain", plain_arguments(parameters, server_version)
    if not parameters:
        return
    rich = rich_arguments(parameters)
    yield "rich", rich
    if "contract" in parameters:
        yield "combination", changed(rich, {"contract": {"secType": "BAG"}})
        yield "strike zero", changed(rich, {"contract": {"strike": 0.0}})
    if "order" in parameters:
        for label, changes in ORDERS:
            yield label, changed(rich, changes)
        combination = changed(rich, {"contract": {"secType": "BAG"}, "order": {"orderComboLegs": [{}, {"price": 86.75}]}})
        yield "combination, one price", combination
    unset = {name: unset_object(OBJECTS[name]) for name in OBJECTS if name in parameters}
    if unset:
        yield "unset", changed(plain_arguments(parameters, server_version), unset)
        yield "empty objects", {**plain_arguments(parameters, server_version), **{name: {} for name in unset}}
    if (flags := flag_count(rich)) > 1:
        for bit in range(flags.bit_length()):
            yield f"flags, bit {bit}", flagged(rich, bit)
    yield "negative", mapped(rich, negative)
    yield "zero", mapped(rich, zero)
    yield "odd text", mapped(rich, odd_text)
    yield "foreign text", mapped(rich, foreign_text)
