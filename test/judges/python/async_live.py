"""ib_async, as its users write it: its own example flows and others against a host. Prints what came of each, as JSON."""

import json
import re
import sys
from typing import Any, Callable

from ib_async import IB, Forex, LimitOrder, MarketOrder, Order, Stock, Trade, util
from async_data_flows import DATA_FLOWS
from async_order_flows import ORDER_FLOWS
from async_waiting import PATIENCE_S, wait_for


def contract_details(ib: IB) -> Any:
    apple = Stock("AAPL", "SMART", "USD")
    [qualified] = ib.qualifyContracts(apple)
    [details] = ib.reqContractDetails(apple)
    return {"conId": qualified.conId, "longName": details.longName, "minTick": details.minTick}


def unknown_contract(ib: IB) -> Any:
    return {"found": len(ib.reqContractDetails(Stock("NOSUCH", "SMART", "USD")))}


def historical_data(ib: IB) -> Any:
    bars = ib.reqHistoricalData(
        Stock("AAPL", "SMART", "USD"),
        endDateTime="",
        durationStr="5 D",
        barSizeSetting="1 hour",
        whatToShow="TRADES",
        useRTH=True,
    )
    sane = all(bar.low <= min(bar.open, bar.close) <= max(bar.open, bar.close) <= bar.high for bar in bars)
    frame = util.df(bars) if "pandas" in sys.modules else None
    return {"bars": len(bars), "sane": sane, "frame": frame is not None}


def market_data(ib: IB) -> Any:
    euro = Forex("EURUSD")
    ib.qualifyContracts(euro)
    ticker = ib.reqMktData(euro, "", False, False)
    filled = wait_for(ib, lambda: ticker.hasBidAsk())
    ib.cancelMktData(euro)
    return {"filled": filled, "ordered": ticker.bid < ticker.ask}


def tick_by_tick(ib: IB) -> Any:
    euro = Forex("EURUSD")
    ib.qualifyContracts(euro)
    ticker = ib.reqTickByTickData(euro, "BidAsk")
    filled = wait_for(ib, lambda: len(ticker.tickByTicks) > 0)
    ib.cancelTickByTickData(euro, "BidAsk")
    return {"filled": filled}


def depth(ib: IB) -> Any:
    euro = Forex("EURUSD")
    ib.qualifyContracts(euro)
    ticker = ib.reqMktDepth(euro)
    filled = wait_for(ib, lambda: len(ticker.domBids) > 0 and len(ticker.domAsks) > 0)
    ib.cancelMktDepth(euro)
    return {"filled": filled}


def market_order(ib: IB) -> Any:
    apple = Stock("AAPL", "SMART", "USD")
    ib.qualifyContracts(apple)
    trade = ib.placeOrder(apple, MarketOrder("BUY", 100))
    filled = wait_for(ib, lambda: trade.orderStatus.status == "Filled" and len(ib.fills()) > 0)
    held = wait_for(ib, lambda: any(one.contract.symbol == "AAPL" and one.position == 100 for one in ib.positions()))
    return {"filled": filled, "held": held, "shares": sum(fill.execution.shares for fill in trade.fills)}


def bracket(ib: IB) -> Any:
    apple = Stock("AAPL", "SMART", "USD")
    ib.qualifyContracts(apple)
    trades: list[Trade] = [ib.placeOrder(apple, order) for order in ib.bracketOrder("BUY", 10, 50, 400, 20)]
    working = wait_for(ib, lambda: all(one.orderStatus.status in ("Submitted", "PreSubmitted") for one in trades))
    states = [one.orderStatus.status for one in trades]
    ib.cancelOrder(trades[0].order)
    gone = wait_for(ib, lambda: all(one.isDone() for one in trades))
    return {"working": working, "states": states, "gone": gone}


def limit_order(ib: IB) -> Any:
    apple = Stock("AAPL", "SMART", "USD")
    ib.qualifyContracts(apple)
    order = LimitOrder("BUY", 5, 1.0)
    trade = ib.placeOrder(apple, order)
    wait_for(ib, lambda: trade.orderStatus.status in ("Submitted", "PreSubmitted"))
    order.lmtPrice = 2.0
    ib.placeOrder(apple, order)
    changed = wait_for(ib, lambda: any("Modified" in entry.message or entry.status == "Submitted" for entry in trade.log))
    ib.cancelOrder(order)
    cancelled = wait_for(ib, lambda: trade.orderStatus.status == "Cancelled")
    return {"changed": changed, "cancelled": cancelled}


def what_if(ib: IB) -> Any:
    apple = Stock("AAPL", "SMART", "USD")
    ib.qualifyContracts(apple)
    state = ib.whatIfOrder(apple, MarketOrder("BUY", 100))
    return {"commission": float(state.commission) > 0, "margin": float(state.initMarginAfter) > 0}


def account(ib: IB) -> Any:
    values = {one.tag for one in ib.accountValues()}
    summary = {one.tag for one in ib.accountSummary()}
    return {"values": "NetLiquidation" in values, "summary": "NetLiquidation" in summary}


def profit(ib: IB) -> Any:
    [one] = ib.managedAccounts()
    pnl = ib.reqPnL(one)
    filled = wait_for(ib, lambda: pnl.dailyPnL == pnl.dailyPnL)
    ib.cancelPnL(one)
    return {"filled": filled}


def time(ib: IB) -> Any:
    return {"year": ib.reqCurrentTime().year}


FLOWS = (
    contract_details,
    unknown_contract,
    historical_data,
    market_data,
    tick_by_tick,
    depth,
    market_order,
    bracket,
    limit_order,
    what_if,
    account,
    profit,
    time,
    *DATA_FLOWS,
    *ORDER_FLOWS,
)


ASKING = re.compile(r"(req|place|cancel|calculate|exercise|qualify|replace|request|whatIf|getWsh)(?!.*Async$)[A-Z]\w*$")


def watched(ib: IB) -> set[str]:
    """Methods that ask the host for something, by name: those that are called from now on come into the set."""
    called: set[str] = set()

    def watch(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            called.add(name)
            return method(*args, **kwargs)

        return call

    for name in asking():
        setattr(ib, name, watch(name, getattr(ib, name)))
    return called


def asking() -> list[str]:
    return [name for name in dir(IB) if ASKING.match(name)]


def main() -> None:
    ib = IB()
    ib.RequestTimeout = PATIENCE_S
    ib.connect("127.0.0.1", int(sys.argv[1]), clientId=7, timeout=PATIENCE_S)
    called = watched(ib)
    print(json.dumps({"methods": asking()}), flush=True)
    for flow in FLOWS:
        called.clear()
        try:
            outcome = {"outcome": flow(ib)}
        except Exception as error:  # the other side turns it into a failed test
            outcome = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps({"flow": flow.__name__, "calls": sorted(called), **outcome}), flush=True)
    ib.disconnect()


if __name__ == "__main__":
    main()
