"""The official client connected to a host, driven by commands: what it is told to call, and what it hears."""

import json
import sys
import threading
import time
from typing import Any, Iterable

import ibapi.common
import ibapi.contract
import ibapi.execution
import ibapi.order
import ibapi.order_cancel
import ibapi.order_condition
import ibapi.scanner
from ibapi.client import EClient
from ibapi.tag_value import TagValue
from official_client import RecordingWrapper

MODULES = (
    ibapi.contract,
    ibapi.order,
    ibapi.order_cancel,
    ibapi.order_condition,
    ibapi.execution,
    ibapi.scanner,
    ibapi.common,
)


def made(value: Any) -> Any:
    """Objects of the client's own classes from `{"class": ..., "set": {...}}`, tags from `{"tag": ..., "value": ...}`."""
    if isinstance(value, list):
        return [made(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "tag" in value:
        return TagValue(value["tag"], value["value"])
    if "proto" in value:
        module = __import__(f"ibapi.protobuf.{value['proto']}_pb2", fromlist=[value["proto"]])
        message = getattr(module, value["proto"])()
        fill(message, value["set"])
        return message
    name = value["class"]
    found = next(getattr(module, name) for module in MODULES if hasattr(module, name))()
    for key, item in value.get("set", {}).items():
        setattr(found, key, made(item))
    return found


def fill(message: Any, fields: dict[str, Any]) -> None:
    for key, item in fields.items():
        if isinstance(item, dict):
            fill(getattr(message, key), item)
        else:
            setattr(message, key, item)


class Live:
    def __init__(self) -> None:
        self.wrapper = RecordingWrapper()
        self.client = EClient(self.wrapper)
        self.thread: threading.Thread | None = None

    def answers(self, command: dict[str, Any]) -> Iterable[Any]:
        match command["do"]:
            case "connect":
                if command.get("options"):
                    self.client.setConnectOptions(command["options"])
                self.client.extraAuth = command.get("extraAuth", False)
                self.client.connect("127.0.0.1", command["port"], command["clientId"])
                self.thread = threading.Thread(target=self.client.run, daemon=True)
                self.thread.start()
                return [self.client.serverVersion()]
            case "call":
                getattr(self.client, command["method"])(*made(command["args"]))
                return []
            case "wait":
                return [self.wait(command["until"], command["seconds"])]
            case "take":
                return [self.wrapper.take()]
            case "disconnect":
                self.client.disconnect()
                return []
        raise ValueError(f"no such command: {command['do']}")

    def wait(self, until: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
        """Waits until all of these were heard; what was heard so far stays."""
        end = time.monotonic() + seconds
        while True:
            heard = list(self.wrapper.heard)
            lacking = [one for one in until if not any(fits(event, one) for event in heard)]
            if not lacking or time.monotonic() > end:
                return {"lacking": lacking, "heard": heard}
            time.sleep(0.005)


def fits(event: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return event["call"] == wanted["call"] and all(
        event["args"].get(key) == value for key, value in wanted.get("args", {}).items()
    )


def main() -> None:
    live = Live()
    for line in sys.stdin:
        command = json.loads(line)
        try:
            for answer in live.answers(command):
                sys.stdout.write(json.dumps({"answer": answer}) + "\n")
        except Exception as error:  # the other side turns it into a failed test
            sys.stdout.write(json.dumps({"failed": f"{type(error).__name__}: {error}"}) + "\n")
        sys.stdout.write(json.dumps({"done": True}) + "\n")
        sys.stdout.flush()


main()
