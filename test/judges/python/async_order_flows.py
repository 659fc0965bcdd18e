"""What users of ib_async do with orders beside its example flows: every usual type, groups, combos, and what comes of them."""

from typing import Any

from ib_async import IB, ComboLeg, Contract, LimitOrder, MarketOrder, Order, PriceCondition, Stock, StopLimitOrder
from ib_async import StopOrder, TagValue, Trade
from async_waiting import apple, qualified, wait_for


def price_of(ib: IB, stock: Any) -> float:
    bars = ib.reqHistoricalData(stock, "", "1 D", "1 min", "MIDPOINT", True)
    return float(bars[-1].close)


def near(price: float, share: float) -> float:
    return round(price * share, 2)


def order_types(ib: IB) -> Any:
    """Orders of every usual type away from the market: what state they wait in, and that they can be cancelled."""
    stock = apple(ib)
    price = price_of(ib, stock)
    below, above = near(price, 0.95), near(price, 1.05)
    adaptive = {"algoStrategy": "Adaptive", "algoParams": [TagValue("adaptivePriority", "Normal")]}
    orders = {
        "LMT": LimitOrder("BUY", 10, below),
        "LMT Adaptive": LimitOrder("BUY", 10, below, **adaptive),
        "STP": StopOrder("BUY", 10, above),
        "STP LMT": StopLimitOrder("BUY", 10, above, above),
        "TRAIL": Order(orderType="TRAIL", action="BUY", totalQuantity=10, trailingPercent=2),
        "TRAIL LIMIT": Order(orderType="TRAIL LIMIT", action="BUY", totalQuantity=10, auxPrice=9, trailStopPrice=above, lmtPriceOffset=0.1),
        "MIT": Order(orderType="MIT", action="BUY", totalQuantity=10, auxPrice=below),
        "LIT": Order(orderType="LIT", action="BUY", totalQuantity=10, auxPrice=below, lmtPrice=below),
        "MOC": Order(orderType="MOC", action="BUY", totalQuantity=10),
        "LOC": Order(orderType="LOC", action="BUY", totalQuantity=10, lmtPrice=below),
        "REL": Order(orderType="REL", action="BUY", totalQuantity=10, lmtPrice=below, auxPrice=0.02),
        "PEG MID": Order(orderType="PEG MID", action="BUY", totalQuantity=10, lmtPrice=below, auxPrice=0.01),
        "MIDPRICE": Order(orderType="MIDPRICE", action="BUY", totalQuantity=10, lmtPrice=below),
        "GTD": LimitOrder("BUY", 10, below, tif="GTD", goodTillDate="20261201 16:00:00 US/Eastern"),
        "conditional": LimitOrder("BUY", 10, near(price, 1.01), conditions=[PriceCondition(price=above, conId=stock.conId, exch="SMART")]),
    }
    trades = {name: ib.placeOrder(stock, order) for name, order in orders.items()}
    ib.sleep(2)
    states = {name: trade.orderStatus.status for name, trade in trades.items()}
    for trade in trades.values():
        ib.cancelOrder(trade.order)
    gone = wait_for(ib, lambda: all(trade.orderStatus.status == "Cancelled" for trade in trades.values()))
    return {"states": states, "gone": gone}


def immediate(ib: IB) -> Any:
    """What does not wait: filled at once, or over at once."""
    stock = apple(ib)
    price = price_of(ib, stock)
    orders = {
        "MKT": MarketOrder("BUY", 10),
        "marketable": LimitOrder("BUY", 10, near(price, 1.01), tif="GTC", outsideRth=True),
        "VWAP": MarketOrder("BUY", 100, algoStrategy="Vwap", algoParams=[TagValue("maxPctVol", "0.1")]),
        "IOC": LimitOrder("BUY", 10, near(price, 0.9), tif="IOC"),
        "FOK": LimitOrder("BUY", 10, near(price, 0.9), tif="FOK"),
    }
    trades = {name: ib.placeOrder(stock, order) for name, order in orders.items()}
    over = ("Filled", "Cancelled", "Inactive")
    wait_for(ib, lambda: all(trade.orderStatus.status in over and trade.orderStatus.permId for trade in trades.values()))
    ib.sleep(1)
    return {name: trade.orderStatus.status for name, trade in trades.items()}


def bracket_filled(ib: IB) -> Any:
    stock = apple(ib)
    price = price_of(ib, stock)
    orders = ib.bracketOrder("BUY", 10, near(price, 1.01), near(price, 1.05), near(price, 0.95))
    trades: list[Trade] = [ib.placeOrder(stock, order) for order in orders]
    filled = wait_for(ib, lambda: trades[0].orderStatus.status == "Filled" and trades[1].orderStatus.status == "Submitted")
    states = [trade.orderStatus.status for trade in trades]
    for trade in trades[1:]:
        ib.cancelOrder(trade.order)
    gone = wait_for(ib, lambda: all(trade.isDone() for trade in trades))
    return {"filled": filled, "states": states, "gone": gone}


def one_cancels_all(ib: IB) -> Any:
    stock = apple(ib)
    price = price_of(ib, stock)
    orders = ib.oneCancelsAll([LimitOrder("BUY", 5, near(price, 0.9)), LimitOrder("BUY", 5, near(price, 1.01))], "one of two", 1)
    trades = [ib.placeOrder(stock, order) for order in orders]
    over = wait_for(ib, lambda: trades[1].orderStatus.status == "Filled" and trades[0].orderStatus.status == "Cancelled")
    return {"over": over}


def spread(ib: IB) -> Any:
    legs = [qualified(ib, Stock(symbol, "SMART", "USD")) for symbol in ("AAPL", "MSFT")]
    combo = Contract(symbol="AAPL,MSFT", secType="BAG", exchange="SMART", currency="USD")
    combo.comboLegs = [
        ComboLeg(conId=leg.conId, ratio=1, action=action, exchange="SMART") for leg, action in zip(legs, ("BUY", "SELL"))
    ]
    trade = ib.placeOrder(combo, MarketOrder("BUY", 1))
    filled = wait_for(ib, lambda: trade.orderStatus.status == "Filled" and len(trade.fills) == 3)
    prices = {fill.contract.secType + fill.contract.symbol: fill.execution.price for fill in trade.fills}
    adds_up = filled and abs(prices["STKAAPL"] - prices["STKMSFT"] - prices["BAGAAPL,MSFT"]) < 0.011
    return {"filled": filled, "adds up": adds_up}


def everything_cancelled(ib: IB) -> Any:
    stock = apple(ib)
    trades = [ib.placeOrder(stock, LimitOrder("BUY", 1, 10.0 + step)) for step in range(3)]
    wait_for(ib, lambda: all(trade.orderStatus.status == "Submitted" for trade in trades))
    open_before = (len(ib.reqOpenOrders()), len(ib.reqAllOpenOrders()))
    ib.reqGlobalCancel()
    gone = wait_for(ib, lambda: all(trade.orderStatus.status == "Cancelled" for trade in trades))
    return {"open": open_before, "gone": gone, "left": len(ib.reqAllOpenOrders()), "completed": len(ib.reqCompletedOrders(True)) > 5}


def refused(ib: IB) -> Any:
    """Orders that a host does not take: they are answered, and end."""
    stock = apple(ib)
    codes: list[int] = []
    ib.errorEvent += lambda _, code, __, ___: codes.append(code)
    wrong = [LimitOrder("BUY", 0, 10.0), Order(orderType="NONE SUCH", action="BUY", totalQuantity=1), LimitOrder("BUY", 1, 10.001)]
    for order in wrong:
        count = len(codes)
        ib.placeOrder(stock, order)
        wait_for(ib, lambda: len(codes) > count)
    return {"codes": codes}


def holdings(ib: IB) -> Any:
    """What the trades left: positions, portfolio, profit and loss, executions; all of it must fit together."""
    [account] = ib.managedAccounts()
    stock = apple(ib)
    whole = ib.reqPnL(account)
    single = ib.reqPnLSingle(account, "", stock.conId)
    wait_for(ib, lambda: whole.dailyPnL == whole.dailyPnL and single.value == single.value)
    items = [item for item in ib.portfolio() if item.contract.secType == "STK"]
    positions = {one.contract.conId: one.position for one in ib.positions()}
    executions = ib.reqExecutions()
    bought = sum(
        fill.execution.shares * (1 if fill.execution.side == "BOT" else -1)
        for fill in executions
        if fill.contract.conId == stock.conId
    )
    ib.cancelPnL(account)
    ib.cancelPnLSingle(account, "", stock.conId)
    return {
        "valued": all(abs(one.marketValue - one.position * one.marketPrice) < 0.01 for one in items),
        "unrealized": all(abs(one.unrealizedPNL - (one.marketPrice - one.averageCost) * one.position) < 0.02 for one in items),
        "same": positions[stock.conId] == single.position == bought > 0,
        "charged": all(fill.commissionReport.commission > 0 for fill in ib.fills() if fill.contract.secType == "STK"),
    }


ORDER_FLOWS = (
    order_types,
    immediate,
    bracket_filled,
    one_cancels_all,
    spread,
    everything_cancelled,
    refused,
    holdings,
)
