"""ib_async as judge: what its client writes, and what its decoder tells its wrapper. Text messages only."""

import copy
import dataclasses
import datetime
import inspect
import json
import logging
import sys
from typing import Any, Callable, Iterator

from ib_async import client as clients
from ib_async import contract as contracts
from ib_async import objects, order
from ib_async.decoder import Decoder
from ib_async.util import UNSET_DOUBLE, UNSET_INTEGER
from ib_async.wrapper import Wrapper

Tree = dict[str, Any]

OBJECTS: dict[str, type] = {
    "contract": contracts.Contract,
    "order": order.Order,
    "execFilter": objects.ExecutionFilter,
    "subscription": objects.ScannerSubscription,
    "data": objects.WshEventData,
}
FLAGS = {
    "useRTH", "useRth", "snapshot", "regulatorySnapshot", "isSmartDepth", "subscribe", "allMsgs", "bAutoBind",
    "keepUpToDate", "ignoreSize", "apiOnly", "ledgerAndNLV", "override",
}  # fmt: skip
NUMBERS = {
    "reqId", "tickerId", "orderId", "numRows", "numIds", "logLevel", "faData", "formatDate", "exerciseAction",
    "exerciseQuantity", "barSize", "optionPrice", "underPrice", "volatility", "marketDataType", "groupId", "conid",
    "underlyingConId", "conId", "totalResults", "marketRuleId", "numberOfTicks",
}  # fmt: skip


def plain(value: Any) -> Any:
    """A value as JSON; unset is null."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float)):
        return None if value in (UNSET_INTEGER, UNSET_DOUBLE) else value
    if isinstance(value, datetime.datetime):
        return int(value.timestamp())
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, order.OrderCondition):
        named = {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"isConjunctionConnection": named.pop("conjunction") == "a", **named}
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return str(value)


class Numbering:
    def __init__(self) -> None:
        self.next = 5000

    def take(self) -> int:
        self.next += 1
        return self.next


def tags(numbers: Numbering) -> list[Any]:
    return [objects.TagValue(f"tag{numbers.take()}", f"value {numbers.take()}") for _ in range(2)]


def rich(kind: type, numbers: Numbering) -> Any:
    """An object with every field set to something of its own."""
    made = kind()
    for field in dataclasses.fields(kind):
        default = getattr(made, field.name)
        number = numbers.take()
        if isinstance(default, bool):
            value: Any = not default
        elif isinstance(default, int) and field.name != "discretionaryAmt":
            value = number
        elif isinstance(default, (int, float)):
            value = number + 0.25
        elif isinstance(default, str):
            value = f"{field.name} {number}"
        else:
            continue
        setattr(made, field.name, value)
    return made


def argument(name: str, numbers: Numbering, full: bool) -> Any:
    if name in OBJECTS:
        made = rich(OBJECTS[name], numbers) if full else OBJECTS[name]()
        if name == "contract":
            made.secType = "OPT" if full else "STK"
            made.multiplier = "100"
        if name == "order":
            made.orderType = "LMT"
            made.totalQuantity = 100.5
        if name == "order" and full:
            made.algoParams, made.orderMiscOptions, made.conditions = tags(numbers), tags(numbers), conditions()
        return made
    if name.endswith("Options"):
        return tags(numbers) if full else []
    if name in FLAGS:
        return full
    return numbers.take() if name in NUMBERS else f"{name} {numbers.take()}" if full else ""


def conditions() -> list[Any]:
    return [
        order.PriceCondition(1, "a", True, 171.5, 8101, "PRICEEX", 4),
        order.TimeCondition(3, "o", False, "20260918 15:04:05 US/Eastern"),
        order.MarginCondition(4, "a", True, 37),
        order.ExecutionCondition(5, "o", "FUT", "EXECEX", "EXECSYM"),
        order.VolumeCondition(6, "a", False, 810600, 8106, "VOLEX"),
        order.PercentChangeCondition(7, "a", True, 0.875, 8107, "CHGEX"),
    ]


class SilentConnection:
    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def isConnected(self) -> bool:
        return True

    def sendMsg(self, message: bytes) -> None:
        self.sent.append(message)


def calls(server_version: int) -> Iterator[Tree]:
    client = clients.Client(Recorder())
    connection = client.conn = SilentConnection()
    client.connState, client._serverVersion, client.MaxRequests = clients.Client.CONNECTED, server_version, 0
    client.clientId, client.optCapab = 0, ""
    prefixes = ("req", "cancel", "place", "exercise", "calc", "query", "subscribe", "update", "unsubscribe", "verify",
                "set", "replace", "startApi")  # fmt: skip
    for name, method in inspect.getmembers(clients.Client, inspect.isfunction):
        if not name.startswith(prefixes) or name in ("setConnectOptions", "updateReqId"):
            continue
        parameters = list(inspect.signature(method).parameters)[1:]
        for variant in ("plain", "rich", "combination") if "contract" in parameters else ("plain", "rich"):
            numbers = Numbering()
            given = {parameter: argument(parameter, numbers, variant != "plain") for parameter in parameters}
            if variant == "combination":
                given["contract"].secType = "BAG"
                given["contract"].comboLegs = [rich(contracts.ComboLeg, numbers) for _ in range(2)]
            if variant == "combination" and "order" in given:
                given["order"].orderComboLegs = [order.OrderComboLeg(84.25), order.OrderComboLeg(-85.5)]
                given["order"].smartComboRoutingParams = tags(numbers)
            connection.sent.clear()
            before = copy.deepcopy(given) if parameters else {"clientId": 0, "optionalCapabilities": ""}
            getattr(client, name)(**given)
            frames = [message[4:].hex() for message in connection.sent]
            yield {
                "serverVersion": server_version,
                "method": name,
                "variant": variant,
                "given": {key: plain(value) for key, value in before.items()},
                "hex": frames[0] if len(frames) == 1 else None,
            }


class Recorder:
    """Stands where the client keeps its wrapper, and records what it is told."""

    defaultTimezone = None

    def __init__(self) -> None:
        self.heard: list[Tree] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        method = getattr(Wrapper, name, None)
        if name.startswith("_") or method is None:
            raise AttributeError(name)
        names = [parameter.lstrip("_") for parameter in list(inspect.signature(method).parameters)[1:]]

        def record(*args: Any) -> None:
            self.heard.append({"call": name, "args": {key: plain(value) for key, value in zip(names, args)}})

        return record


class Complaints(logging.Handler):
    texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        reason = record.exc_info[1] if record.exc_info else None
        self.texts.append(f"{type(reason).__name__}: {reason}")


def hear(server_version: int, frames: list[str]) -> Iterator[Tree]:
    wrapper = Recorder()
    decoder = Decoder(wrapper, server_version)
    for frame in frames:
        Complaints.texts.clear()
        fields = bytes.fromhex(frame).decode("utf-8", "backslashreplace").split("\0")
        decoder.interpret(fields[:-1])
        heard, wrapper.heard = wrapper.heard, []
        yield {"heard": heard, "left": 0, "complaints": list(Complaints.texts)}


def main() -> None:
    logging.getLogger().addHandler(Complaints())
    for line in sys.stdin:
        command = json.loads(line)
        version = command["serverVersion"]
        for answer in calls(version) if command["do"] == "calls" else hear(version, command["frames"]):
            sys.stdout.write(json.dumps({"answer": answer}) + "\n")
        sys.stdout.write(json.dumps({"done": True}) + "\n")
        sys.stdout.flush()


main()
