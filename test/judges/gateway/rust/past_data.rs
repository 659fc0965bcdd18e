//! Data of the past: bars, ticks, schedules, histograms.

use crate::contracts::apple;
use crate::report::check;
use crate::{ensure, PATIENCE};
use ibapi::client::blocking::Client;
use ibapi::market_data::historical::{Bar, HistoricalBarUpdate};
use ibapi::prelude::*;

fn sound(bars: &[Bar]) -> bool {
    bars.iter()
        .all(|bar| bar.low <= bar.open && bar.low <= bar.close && bar.open <= bar.high && bar.close <= bar.high)
        && bars.windows(2).all(|two| two[0].date < two[1].date)
}

pub fn check_all(client: &Client) {
    check("historical_data", "daily bars of two weeks, sound and in order", || {
        let data = client
            .historical_data(&apple(), HistoricalBarSize::Day)
            .duration(14.days())
            .fetch()?;
        ensure!(data.bars.len() == 14 && sound(&data.bars), "{} bars", data.bars.len());
        ensure!(
            data.bars.iter().all(|bar| bar.date.is_date()),
            "{:?}",
            data.bars[0].date
        );
        Ok(())
    });
    check(
        "historical_data",
        "hourly mid-points up to a moment of the past",
        || {
            let end = client.server_time()? - time::Duration::days(30);
            let contract = apple();
            let builder = client
                .historical_data(&contract, HistoricalBarSize::Hour)
                .what_to_show(HistoricalWhatToShow::MidPoint);
            let data = builder.duration(2.days()).ending(end).fetch()?;
            ensure!(data.bars.len() >= 8 && sound(&data.bars), "{} bars", data.bars.len());
            ensure!(
                data.bars.iter().all(|bar| bar.date.is_date_time()),
                "{:?}",
                data.bars[0].date
            );
            Ok(())
        },
    );
    check("historical_data", "an unknown symbol: error 200", || {
        let unknown = Contract::stock("NOSUCH").build();
        match client
            .historical_data(&unknown, HistoricalBarSize::Day)
            .duration(1.days())
            .fetch()
        {
            Err(Error::Notice(notice)) if notice.code == 200 || notice.code == 162 => Ok(()),
            other => Err(format!("{other:?}").into()),
        }
    });
    check(
        "historical_data",
        "a stream: the bars there are, their end, and updates of the last one",
        || {
            let bars = client
                .historical_data(&apple(), HistoricalBarSize::Min)
                .duration(1800.seconds())
                .stream()?;
            let seen = bars.collect_until(PATIENCE, |seen| {
                matches!(seen.last(), Some(HistoricalBarUpdate::Update(_)))
            });
            let first = seen.iter().any(
                |one| matches!(one, HistoricalBarUpdate::Historical(data) if sound(&data.bars) && data.bars.len() > 10),
            );
            let end = seen.iter().any(|one| matches!(one, HistoricalBarUpdate::End { .. }));
            let update = seen.iter().any(|one| matches!(one, HistoricalBarUpdate::Update(_)));
            ensure!(first && end && update, "bars {first}, end {end}, update {update}");
            Ok(())
        },
    );
    check("historical_schedules", "a session for each day of trading", || {
        let schedule = client.historical_schedules(&apple(), 7.days()).fetch()?;
        ensure!(schedule.sessions.len() == 7, "{} sessions", schedule.sessions.len());
        ensure!(
            schedule.sessions.iter().all(|session| session.start < session.end),
            "{:?}",
            schedule.sessions
        );
        Ok(())
    });
    check("head_timestamp", "years ago", || {
        let head = client.head_timestamp(&apple(), HistoricalWhatToShow::Trades, TradingHours::Regular)?;
        ensure!(head.year() < 2010, "{head}");
        Ok(())
    });
    check("histogram_data", "prices and sizes", || {
        let rows = client.histogram_data(&apple(), TradingHours::Regular, HistoricalBarSize::Week)?;
        ensure!(
            rows.len() > 5 && rows.iter().all(|row| row.price > 0.0),
            "{} rows",
            rows.len()
        );
        Ok(())
    });
    check("historical_ticks", "trades", || {
        let start = client.server_time()? - time::Duration::hours(20);
        let ticks = client.historical_ticks(&apple(), 20).starting(start).trade()?;
        let seen: Result<Vec<_>, _> = ticks.timeout_iter_data(PATIENCE).take(20).collect();
        let seen = seen?;
        ensure!(
            seen.len() >= 20 && seen.iter().all(|tick| tick.price > 0.0 && tick.timestamp >= start),
            "{} ticks",
            seen.len()
        );
        Ok(())
    });
    check("historical_ticks", "bid and ask", || {
        let end = client.server_time()?;
        let ticks = client
            .historical_ticks(&apple(), 20)
            .ending(end)
            .bid_ask(IgnoreSize::No)?;
        let seen: Result<Vec<_>, _> = ticks.timeout_iter_data(PATIENCE).take(20).collect();
        let seen = seen?;
        ensure!(
            seen.len() >= 20 && seen.iter().all(|tick| tick.price_bid < tick.price_ask),
            "{} ticks",
            seen.len()
        );
        Ok(())
    });
    check("historical_ticks", "mid-points", || {
        let end = client.server_time()?;
        let ticks = client.historical_ticks(&apple(), 20).ending(end).mid_point()?;
        let seen: Result<Vec<_>, _> = ticks.timeout_iter_data(PATIENCE).take(20).collect();
        let seen = seen?;
        ensure!(
            seen.len() >= 20 && seen.iter().all(|tick| tick.price > 0.0),
            "{} ticks",
            seen.len()
        );
        Ok(())
    });
    if client.server_version() >= 215 {
        check("cancel_historical_ticks", "taken; the session goes on", || {
            let ticks = client
                .historical_ticks(&apple(), 1000)
                .ending(client.server_time()?)
                .trade()?;
            client.cancel_historical_ticks(ticks.request_id())?;
            client.server_time()?;
            Ok(())
        });
    }
}
