"""Trades a little with the official client and lets it log as its users do: PORT LEVEL FILE [TEXT_VERSION_MAX]."""

import logging
import sys
import threading
import time

port, level, path = int(sys.argv[1]), getattr(logging, sys.argv[2]), sys.argv[3]
logging.basicConfig(
    level=level,
    filename=path,
    filemode="w",
    encoding="utf-8",
    format="(%(threadName)s) %(asctime)s.%(msecs)03d %(levelname)s %(filename)s:%(lineno)d %(message)s",
    datefmt="%y%m%d_%H:%M:%S",
)

from ibapi.client import EClient  # noqa: E402
from ibapi.contract import Contract  # noqa: E402
from ibapi.order import Order  # noqa: E402
from ibapi.wrapper import EWrapper  # noqa: E402


def stock(symbol):
    contract = Contract()
    contract.symbol, contract.secType, contract.exchange, contract.currency = symbol, "STK", "SMART", "USD"
    return contract


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)

    def nextValidId(self, orderId):
        super().nextValidId(orderId)
        threading.Thread(target=self.trade, args=(orderId,)).start()

    def trade(self, orderId):
        self.reqContractDetails(1, stock("AAPL"))
        self.reqMarketDataType(3)
        self.reqMktData(2, stock("AAPL"), "100,101", False, False, [])
        self.reqHistoricalData(3, stock("AAPL"), "", "1 D", "1 hour", "TRADES", 1, 1, False, [])
        self.reqContractDetails(4, stock("NOSUCH"))
        order = Order()
        order.action, order.totalQuantity, order.orderType, order.lmtPrice = "BUY", 100, "LMT", 1.5
        order.tif, order.orderRef = "DAY", "a, b - 'c' \"d\" \\ é"
        self.placeOrder(orderId, stock("AAPL"), order)
        self.reqAccountSummary(7, "All", "NetLiquidation,BuyingPower")
        self.reqPositions()
        self.reqScannerParameters()
        time.sleep(2)
        self.disconnect()


app = App()
app.connect("127.0.0.1", port, 5)
app.run()
