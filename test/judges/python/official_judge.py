"""The official Python client as judge: reads commands as JSON lines, answers with JSON lines."""

import json
import sys
from typing import Any, Iterable

from official_client import hear
from proto_messages import schema
from request_calls import calls, request_methods


def answers(command: dict[str, Any]) -> Iterable[Any]:
    match command["do"]:
        case "methods":
            return request_methods()
        case "calls":
            return calls(command["serverVersion"], command.get("only"), command["weighed"])
        case "hear":
            return hear(command["serverVersion"], [bytes.fromhex(frame) for frame in command["frames"]])
        case "schema":
            return [schema()]
    raise ValueError(f"no such command: {command['do']}")


def main() -> None:
    for line in sys.stdin:
        command = json.loads(line)
        try:
            for answer in answers(command):
                sys.stdout.write(json.dumps({"answer": answer}) + "\n")
        except Exception as error:  # the other side turns it into a failed test
            sys.stdout.write(json.dumps({"failed": f"{type(error).__name__}: {error}"}) + "\n")
        sys.stdout.write(json.dumps({"done": True}) + "\n")
        sys.stdout.flush()


main()
