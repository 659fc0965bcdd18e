"""What users of ib_async ask a host for beside its example flows: data of every kind."""

from typing import Any

from ib_async import IB, Forex, Index, Option, ScannerSubscription, Stock, TagValue, WshEventData
from async_waiting import apple, qualified, wait_for

REPORTS = ("ReportsFinSummary", "ReportsOwnership", "ReportSnapshot", "ReportsFinStatements", "RESC", "CalendarReport")
KINDS = ("TRADES", "MIDPOINT", "BID", "ASK", "BID_ASK", "ADJUSTED_LAST", "HISTORICAL_VOLATILITY", "OPTION_IMPLIED_VOLATILITY")


def rises(values: list[Any]) -> bool:
    return all(one <= other for one, other in zip(values, values[1:]))


def tickers(ib: IB) -> Any:
    stock, pair, index = ib.reqTickers(apple(ib), qualified(ib, Forex("EURUSD")), qualified(ib, Index("SPX", "CBOE")))
    return {
        "quoted": all(0 < one.bid < one.ask and one.bidSize > 0 and one.askSize > 0 for one in (stock, pair)),
        "traded": stock.low <= stock.last <= stock.high and stock.volume > 0,
        "index": index.last > 0 and index.close > 0,
    }


def generic_ticks(ib: IB) -> Any:
    stock = apple(ib)
    ticker = ib.reqMktData(stock, "100,101,105,106,165,221,225,233,236,258,293,294,295,411,456,595", False, False)
    wanted = ("putVolume", "callOpenInterest", "avOptionVolume", "impliedVolatility", "avVolume", "shortableShares")
    wanted += ("tradeCount", "volumeRate", "rtHistVolatility", "markPrice", "fundamentalRatios", "dividends")
    came = {name for name in wanted if wait_for(ib, lambda: _is_known(getattr(ticker, name)))}
    ib.cancelMktData(stock)
    return {"missing": sorted(set(wanted) - came)}


def _is_known(value: Any) -> bool:
    return value is not None and value == value


def scanner(ib: IB) -> Any:
    wanted = ScannerSubscription(instrument="STK", locationCode="STK.US.MAJOR", scanCode="TOP_PERC_GAIN", numberOfRows=20)
    rows = ib.reqScannerData(wanted, [], [TagValue("priceAbove", "5")])
    return {"ranks": [row.rank for row in rows], "document": ib.reqScannerParameters().startswith("<?xml")}


def fundamentals(ib: IB) -> Any:
    reports = [ib.reqFundamentalData(Stock("AAPL", "SMART", "USD"), report) for report in REPORTS]
    return {"documents": [report.startswith("<?xml") for report in reports]}


def news(ib: IB) -> Any:
    codes = [provider.code for provider in ib.reqNewsProviders()]
    headlines = ib.reqHistoricalNews(apple(ib).conId, "+".join(codes), "", "", 10)
    article = ib.reqNewsArticle(headlines[0].providerCode, headlines[0].articleId)
    return {"headlines": len(headlines), "newest first": rises([one.time for one in reversed(headlines)]), "text": len(article.articleText) > 20}


def history(ib: IB) -> Any:
    stock = Stock("AAPL", "SMART", "USD")
    bars = {kind: ib.reqHistoricalData(stock, "", "10 D", "1 day", kind, True) for kind in KINDS}
    ticks = [ib.reqHistoricalTicks(stock, "", "20261124 16:00:00 US/Eastern", 50, kind, True) for kind in ("TRADES", "BID_ASK", "MIDPOINT")]
    return {
        "days": {len(each) for each in bars.values()} == {10},
        "ordered": all(rises([bar.date for bar in each]) for each in bars.values()),
        "ticks": all(len(each) >= 50 and rises([tick.time for tick in each]) for each in ticks),
        "sessions": len(ib.reqHistoricalSchedule(stock, 5).sessions),
        "head": ib.reqHeadTimeStamp(stock, "TRADES", True).year,
        "prices": len(ib.reqHistogramData(stock, True, "3 days")) > 10,
    }


def bars_kept_up_to_date(ib: IB) -> Any:
    bars = ib.reqHistoricalData(Forex("EURUSD"), "", "900 S", "10 secs", "MIDPOINT", False, keepUpToDate=True)
    news_of_bars: list[bool] = []
    bars.updateEvent += lambda _, is_new: news_of_bars.append(is_new)
    grown = wait_for(ib, lambda: True in news_of_bars)
    ib.cancelHistoricalData(bars)
    return {"grown": grown, "ordered": rises([bar.date for bar in bars])}


def real_time_bars(ib: IB) -> Any:
    bars = ib.reqRealTimeBars(Forex("EURUSD"), 5, "MIDPOINT", False)
    came = wait_for(ib, lambda: len(bars) >= 2)
    ib.cancelRealTimeBars(bars)
    return {"apart": (bars[1].time - bars[0].time).total_seconds() if came else None}


def tick_by_tick_kinds(ib: IB) -> Any:
    came = []
    stock = apple(ib)
    for kind in ("Last", "AllLast", "MidPoint"):
        ticker = ib.reqTickByTickData(stock, kind)
        came.append(wait_for(ib, lambda: len(ticker.tickByTicks) > 0))
        ib.cancelTickByTickData(stock, kind)
    return {"came": came}


def matching_symbols(ib: IB) -> Any:
    found = ib.reqMatchingSymbols("AAP")
    return {"first": found[0].contract.conId, "derivatives": "OPT" in found[0].derivativeSecTypes, "none": len(ib.reqMatchingSymbols("zzzzqq"))}


def options(ib: IB) -> Any:
    spy = qualified(ib, Stock("SPY", "SMART", "USD"))
    chain = next(one for one in ib.reqSecDefOptParams("SPY", "", "STK", spy.conId) if one.exchange == "SMART")
    [ticker] = ib.reqTickers(spy)
    strike = min(chain.strikes, key=lambda one: abs(one - ticker.marketPrice()))
    option = qualified(ib, Option("SPY", chain.expirations[3], strike, "C", "SMART"))
    [quote] = ib.reqTickers(option)
    volatility = ib.calculateImpliedVolatility(option, 8, strike).impliedVol
    price = ib.calculateOptionPrice(option, volatility, strike).optPrice
    return {"at the money": 0.4 < quote.modelGreeks.delta < 0.6, "quoted": 0 < quote.bid < quote.ask, "back": round(price, 2)}


def places(ib: IB) -> Any:
    stock = apple(ib)
    ticker = ib.reqMktData(stock)
    named = wait_for(ib, lambda: ticker.bboExchange != "")
    letters = {one.exchangeLetter for one in ib.reqSmartComponents(ticker.bboExchange)} if named else set()
    ib.cancelMktData(stock)
    return {"books": len(ib.reqMktDepthExchanges()) > 10, "letters": set(ticker.bidExchange) <= letters, "rule": ib.reqMarketRule(26)[0].increment}


def calendar(ib: IB) -> Any:
    wanted = WshEventData(filter='{"country":"All","watchlist":["265598"],"limit_region":10,"limit":10,"wshe_ed":"true"}')
    return {"kinds": "wshe_ed" in ib.getWshMetaData(), "events": "265598" in ib.getWshEventData(wanted)}


DATA_FLOWS = (
    tickers,
    generic_ticks,
    scanner,
    fundamentals,
    news,
    history,
    bars_kept_up_to_date,
    real_time_bars,
    tick_by_tick_kinds,
    matching_symbols,
    options,
    places,
    calendar,
)
