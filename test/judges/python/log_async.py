"""Trades a little with ib_async and lets it log as its users do: PORT FILE."""

import logging
import sys

port, path = int(sys.argv[1]), sys.argv[2]
logging.basicConfig(
    level=logging.DEBUG,
    filename=path,
    filemode="w",
    encoding="utf-8",
    format="%(asctime)s %(name)s %(levelname)s %(message)s",
)

from ib_async import IB, LimitOrder, Stock  # noqa: E402

ib = IB()
ib.connect("127.0.0.1", port, clientId=6)
contract = Stock("AAPL", "SMART", "USD")
ib.qualifyContracts(contract)
ib.reqMarketDataType(3)
ib.reqMktData(contract, "100,101")
ib.reqHistoricalData(contract, "", "1 D", "1 hour", "TRADES", True)
ib.qualifyContracts(Stock("NOSUCH", "SMART", "USD"))
ib.placeOrder(contract, LimitOrder("BUY", 100, 1.5, orderRef="a, b - 'c' é"))
ib.sleep(1)
ib.accountSummary()
ib.reqSecDefOptParams("AAPL", "", "STK", contract.conId)
ib.reqScannerParameters()
ib.disconnect()
