"""The official Python client's decoder over a file of frames: FILE VERSION ROUNDS; prints its rounds as JSON."""

import json
import logging
import sys
import time

from ibapi.comm import read_fields, read_msg
from ibapi.decoder import Decoder
from ibapi.wrapper import EWrapper

logging.disable(logging.CRITICAL)
path, version, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(path, "rb") as file:
    data = file.read()

frames = []
at = 0
while at < len(data):
    end = at + 4 + int.from_bytes(data[at : at + 4], "big")
    frames.append(data[at:end])
    at = end

decoder = Decoder(EWrapper(), version)
times = []
for _ in range(rounds):
    begun = time.process_time()
    for frame in frames:
        _, text, _ = read_msg(frame)
        nul = text.index(b"\0")
        decoder.interpret(read_fields(text[nul + 1 :]), int(text[:nul]))
    times.append((time.process_time() - begun) * 1000)
print(json.dumps({"ms": times, "bytes": len(data), "messages": len(frames)}))
