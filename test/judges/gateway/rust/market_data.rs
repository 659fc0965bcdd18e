//! Data as it comes: ticks, tick by tick, depth, bars, news, scans.

use crate::contracts::{apple, apple_call};
use crate::report::check;
use crate::{ensure, PATIENCE};
use ibapi::client::blocking::Client;
use ibapi::contracts::tick_types::TickType;
use ibapi::market_data::realtime::MarketDepths;
use ibapi::prelude::*;
use ibapi::scanner::ScannerSubscription;

/** Reads ticks into a quote until it has what is asked for. */
fn quote_until(
    client: &Client,
    contract: &Contract,
    enough: impl Fn(&Quote) -> bool,
) -> Result<Quote, Box<dyn std::error::Error>> {
    let ticks = client.market_data(contract).subscribe()?;
    let mut quote = Quote::default();
    while let Some(item) = ticks.next_timeout(PATIENCE) {
        if let Some(tick) = item?.into_data() {
            quote.apply(&tick);
        }
        if enough(&quote) {
            return Ok(quote);
        }
    }
    Err(format!("only {quote:?}").into())
}

fn ordered(quote: &Quote) -> bool {
    matches!((quote.bid, quote.ask), (Some(bid), Some(ask)) if 0.0 < bid && bid < ask)
}

pub fn check_all(client: &Client) {
    check(
        "market_data",
        "bid below ask, last, close, sizes, the type of the data",
        || {
            let quote = quote_until(client, &apple(), |quote| {
                ordered(quote) && quote.last.is_some() && quote.close.is_some()
            })?;
            ensure!(
                quote.market_data_type == Some(MarketDataType::Realtime),
                "{:?}",
                quote.market_data_type
            );
            ensure!(quote.bid_size.is_some_and(|size| size > 0.0), "{:?}", quote.bid_size);
            Ok(())
        },
    );
    check(
        "market_data",
        "generic ticks: option volumes, shortable shares, RTVolume",
        || {
            let ticks = client
                .market_data(&apple())
                .generic_ticks(&["100", "233", "236"])
                .subscribe()?;
            let (mut options, mut shortable, mut traded) = (false, false, false);
            ticks.collect_until(PATIENCE, |seen| {
                match seen.last() {
                    Some(TickTypes::Size(tick)) if tick.tick_type == TickType::OptionCallVolume => options = true,
                    Some(TickTypes::Generic(tick)) if tick.tick_type == TickType::Shortable => shortable = true,
                    Some(TickTypes::String(tick)) if tick.tick_type == TickType::RtVolume => traded = true,
                    _ => (),
                }
                options && shortable && traded
            });
            ensure!(
                options && shortable && traded,
                "options {options}, shortable {shortable}, RTVolume {traded}"
            );
            Ok(())
        },
    );
    check("market_data", "an option: computations of bid, ask and model", || {
        let quote = quote_until(client, &apple_call(client)?, |quote| {
            quote.model_greeks.is_some() && quote.bid_greeks.is_some()
        })?;
        let delta = quote.model_greeks.and_then(|greeks| greeks.delta).ok_or("no delta")?;
        ensure!(delta > 0.0 && delta < 1.0, "delta {delta}");
        Ok(())
    });
    check("market_data", "a snapshot, and its end", || {
        let ticks = client.market_data(&apple()).snapshot_once(PATIENCE)?;
        ensure!(ordered(&Quote::from_ticks(&ticks)), "{ticks:?}");
        Ok(())
    });
    check("market_data", "an unknown symbol: error 200", || {
        let ticks = client.market_data(&Contract::stock("NOSUCH").build()).subscribe()?;
        match ticks.next_timeout(PATIENCE) {
            Some(Err(Error::Notice(notice))) if notice.code == 200 => Ok(()),
            other => Err(format!("{other:?}").into()),
        }
    });
    check(
        "switch_market_data_type",
        "delayed data where there is no subscription",
        || {
            client.switch_market_data_type(MarketDataType::Delayed)?;
            let london = Contract::stock("VOD").on_exchange("LSE").in_currency("GBP").build();
            let quote = quote_until(client, &london, |quote| quote.bid.is_some() || quote.close.is_some())?;
            client.switch_market_data_type(MarketDataType::Realtime)?;
            ensure!(
                quote.market_data_type == Some(MarketDataType::Delayed),
                "{:?}",
                quote.market_data_type
            );
            Ok(())
        },
    );
    check("realtime_bars", "a bar of five seconds, its prices in order", || {
        let bars = client
            .realtime_bars(&apple())
            .trading_hours(TradingHours::Extended)
            .subscribe()?;
        let bar = bars
            .next_timeout(PATIENCE)
            .ok_or("no bar")??
            .into_data()
            .ok_or("a notice")?;
        ensure!(bar.low <= bar.open && bar.open <= bar.high, "{bar:?}");
        ensure!(bar.date.unix_timestamp() % 5 == 0, "at {}", bar.date);
        Ok(())
    });
    check("resubscribing", "passes on what the subscription gives", || {
        let contract = apple();
        let mut bars = client.resubscribing(|| client.realtime_bars(&contract).subscribe());
        let bar = bars.next().ok_or("no bar")??;
        ensure!(matches!(bar, SubscriptionItem::Data(_)), "{bar:?}");
        Ok(())
    });
    check("tick_by_tick", "last and all-last trades", || {
        for ticks in [
            client.tick_by_tick(&apple(), 0).last()?,
            client.tick_by_tick(&apple(), 10).all_last()?,
        ] {
            let trade = ticks
                .next_timeout(PATIENCE)
                .ok_or("no trade")??
                .into_data()
                .ok_or("a notice")?;
            ensure!(
                trade.price > 0.0 && trade.size > 0.0 && !trade.exchange.is_empty(),
                "{trade:?}"
            );
        }
        Ok(())
    });
    check("tick_by_tick", "bid and ask", || {
        let ticks = client.tick_by_tick(&apple(), 0).bid_ask(IgnoreSize::No)?;
        let tick = ticks
            .next_timeout(PATIENCE)
            .ok_or("no tick")??
            .into_data()
            .ok_or("a notice")?;
        ensure!(tick.bid_price < tick.ask_price && tick.bid_size > 0.0, "{tick:?}");
        Ok(())
    });
    check("tick_by_tick", "mid-points", || {
        let ticks = client.tick_by_tick(&apple(), 0).mid_point()?;
        let tick = ticks
            .next_timeout(PATIENCE)
            .ok_or("no tick")??
            .into_data()
            .ok_or("a notice")?;
        ensure!(tick.mid_point > 0.0, "{tick:?}");
        Ok(())
    });
    check("market_depth", "rows of both sides at one exchange", || {
        let island = Contract::stock("AAPL").on_exchange("ISLAND").build();
        let rows = client
            .market_depth(&island, 5)
            .subscribe()?
            .collect_until(PATIENCE, |rows| rows.len() >= 10);
        let side = |row: &MarketDepths| match row {
            MarketDepths::MarketDepth(row) => row.side,
            MarketDepths::MarketDepthL2(row) => row.side,
            MarketDepths::Reset => -1,
        };
        ensure!(
            rows.iter().any(|row| side(row) == 0) && rows.iter().any(|row| side(row) == 1),
            "{rows:?}"
        );
        Ok(())
    });
    check("market_depth", "SMART depth: rows that name their market maker", || {
        let rows = client
            .market_depth(&apple(), 5)
            .smart_depth(SmartDepth::Yes)
            .subscribe()?;
        let rows = rows.collect_until(PATIENCE, |rows| rows.len() >= 5);
        let named = |row: &MarketDepths| matches!(row, MarketDepths::MarketDepthL2(row) if !row.market_maker.is_empty() && row.smart_depth);
        ensure!(rows.len() >= 5 && rows.iter().all(named), "{rows:?}");
        Ok(())
    });
    check("market_depth_exchanges", "exchanges and what they carry", || {
        let exchanges = client.market_depth_exchanges()?;
        ensure!(exchanges.iter().any(|one| one.security_type == "STK"), "{exchanges:?}");
        Ok(())
    });
    check(
        "smart_components",
        "the exchanges behind the letters of AAPL's quotes",
        || {
            let ticks = client
                .market_data(&apple())
                .subscribe()?
                .collect_until(PATIENCE, |seen| {
                    matches!(seen.last(), Some(TickTypes::RequestParameters(_)))
                });
            let Some(TickTypes::RequestParameters(parameters)) = ticks.last() else {
                return Err("no parameters".into());
            };
            let components = client.smart_components(&parameters.bbo_exchange)?;
            ensure!(
                components.len() > 3 && components.iter().all(|one| !one.exchange_letter.is_empty()),
                "{components:?}"
            );
            Ok(())
        },
    );
    check_news(client);
    check_scans(client);
}

fn check_news(client: &Client) {
    check("news_providers", "providers with codes and names", || {
        let providers = client.news_providers()?;
        ensure!(
            providers.iter().any(|one| one.code == "BRFG" && !one.name.is_empty()),
            "{providers:?}"
        );
        Ok(())
    });
    check("news_bulletins", "subscribed; cancelled when dropped", || {
        drop(client.news_bulletins(true)?);
        client.server_time()?;
        Ok(())
    });
    check("contract_news", "headlines of a stock, of several providers", || {
        let news = client.contract_news(&apple(), &["BRFG", "BRFUPDN", "DJNL", "DJ-N"])?;
        let article = news
            .next_timeout(PATIENCE)
            .ok_or("no article")??
            .into_data()
            .ok_or("a notice")?;
        ensure!(
            !article.headline.is_empty() && !article.provider_code.is_empty(),
            "{article:?}"
        );
        Ok(())
    });
    check("broad_tape_news", "headlines of a provider", || {
        let news = client.broad_tape_news("BRFG")?;
        let article = news
            .next_timeout(PATIENCE)
            .ok_or("no article")??
            .into_data()
            .ok_or("a notice")?;
        ensure!(!article.article_id.is_empty(), "{article:?}");
        Ok(())
    });
    let mut article = String::new();
    check("historical_news", "headlines of the past days", || {
        let end = client.server_time()?;
        let news = client.historical_news(265_598, &["BRFG"], end - time::Duration::days(30), end, 5)?;
        let rows = news.collect_to_end_within(PATIENCE)?;
        let first = rows.first().ok_or("no article")?;
        article = first.article_id.clone();
        ensure!(rows.len() <= 5 && !first.headline.is_empty(), "{rows:?}");
        Ok(())
    });
    check("news_article", "its text", || {
        let body = client.news_article("BRFG", &article)?;
        ensure!(!body.article_text.is_empty(), "{body:?}");
        Ok(())
    });
    check("wsh_metadata", "JSON", || {
        let metadata = client.wsh_metadata()?;
        serde_json::from_str::<serde_json::Value>(&metadata.data_json)?;
        Ok(())
    });
    check("wsh_event_data_by_contract", "JSON", || {
        let events = client.wsh_event_data_by_contract(265_598).fetch()?;
        serde_json::from_str::<serde_json::Value>(&events.data_json)?;
        Ok(())
    });
    check("wsh_event_data_by_filter", "JSON", || {
        let filter = r#"{"country":"All","watchlist":["265598"],"limit":10,"wshe_ed":"true"}"#;
        let events = client.wsh_event_data_by_filter(filter).subscribe()?;
        let event = events
            .next_timeout(PATIENCE)
            .ok_or("no events")??
            .into_data()
            .ok_or("a notice")?;
        serde_json::from_str::<serde_json::Value>(&event.data_json)?;
        Ok(())
    });
}

fn check_scans(client: &Client) {
    check("scanner_parameters", "an XML document", || {
        let document = client.scanner_parameters()?;
        ensure!(
            document.contains("<ScanParameterResponse>") && document.contains("TOP_PERC_GAIN"),
            "{} bytes",
            document.len()
        );
        Ok(())
    });
    check("scanner_subscription", "ranked contracts", || {
        let scan = ScannerSubscription {
            number_of_rows: 5,
            instrument: Some("STK".to_string()),
            location_code: Some("STK.US.MAJOR".to_string()),
            scan_code: Some("MOST_ACTIVE".to_string()),
            ..Default::default()
        };
        let scans = client.scanner_subscription(&scan, &[])?;
        let rows = scans
            .next_timeout(PATIENCE)
            .ok_or("no scan")??
            .into_data()
            .ok_or("a notice")?;
        ensure!(rows.len() == 5 && rows[0].rank == 0, "{rows:?}");
        ensure!(
            rows.iter().all(|row| row.contract_details.contract.contract_id > 0),
            "{rows:?}"
        );
        Ok(())
    });
}
