"""What the flows of ib_async share: waiting for something, and contracts that are qualified."""

from typing import Any, Callable

from ib_async import IB, Contract, Stock

PATIENCE_S = 15


def wait_for(ib: IB, holds: Callable[[], bool]) -> bool:
    for _ in range(PATIENCE_S * 20):
        if holds():
            return True
        ib.sleep(0.05)
    return holds()


def qualified(ib: IB, contract: Contract) -> Any:
    [found] = ib.qualifyContracts(contract)
    return found


def apple(ib: IB) -> Any:
    return qualified(ib, Stock("AAPL", "SMART", "USD"))
