//! Accounts: values, positions and profits of an account that holds what the checks of orders bought.

use crate::report::check;
use crate::{ensure, PATIENCE};
use ibapi::client::blocking::Client;
use ibapi::prelude::*;
use std::time::Duration;

pub fn check_all(client: &Client) {
    let account = AccountId("DU1234567".to_string());
    check("positions", "what was bought, and the end", || {
        let rows = client.positions()?.collect_until(PATIENCE, |rows| {
            matches!(rows.last(), Some(PositionUpdate::PositionEnd))
        });
        let held = rows.iter().any(|row| matches!(row, PositionUpdate::Position(one) if one.contract.contract_id == 265_598 && one.position > 0.0 && one.average_cost > 0.0));
        ensure!(held, "{rows:?}");
        ensure!(matches!(rows.last(), Some(PositionUpdate::PositionEnd)), "no end");
        Ok(())
    });
    check("positions_multi", "the same of one account", || {
        let rows = client.positions_multi(Some(&account), None)?;
        let rows = rows.collect_until(PATIENCE, |rows| {
            matches!(rows.last(), Some(PositionUpdateMulti::PositionEnd))
        });
        let held = rows.iter().any(
            |row| matches!(row, PositionUpdateMulti::Position(one) if one.account == account.0 && one.position > 0.0),
        );
        ensure!(held, "{rows:?}");
        Ok(())
    });
    check(
        "account_summary",
        "every tag that the client knows of, and the end",
        || {
            let rows = client.account_summary(&AccountGroup("All".to_string()), AccountSummaryTags::ALL)?;
            let rows = rows.collect_until(PATIENCE, |rows| matches!(rows.last(), Some(AccountSummaryResult::End)));
            let tags: Vec<&str> = rows
                .iter()
                .filter_map(|row| {
                    if let AccountSummaryResult::Summary(one) = row {
                        Some(one.tag.as_str())
                    } else {
                        None
                    }
                })
                .collect();
            let missing: Vec<&&str> = AccountSummaryTags::ALL
                .iter()
                .filter(|tag| !tag.starts_with('$') && !tags.contains(tag))
                .collect();
            ensure!(missing.is_empty(), "without {missing:?}");
            Ok(())
        },
    );
    check("account_summary_snapshots", "a first snapshot", || {
        let tags = [AccountSummaryTags::NET_LIQUIDATION, AccountSummaryTags::BUYING_POWER];
        let mut snapshots =
            client.account_summary_snapshots(&AccountGroup("All".to_string()), &tags, Duration::from_secs(1))?;
        let first = snapshots.next().ok_or("none")??;
        ensure!(first.get(&account.0, "NetLiquidation", "USD").is_some(), "{first:?}");
        Ok(())
    });
    check(
        "account_updates",
        "values, the portfolio, the time, and the end",
        || {
            let rows = client
                .account_updates(&account)?
                .collect_until(PATIENCE, |rows| matches!(rows.last(), Some(AccountUpdate::End)));
            let has = |wanted: fn(&AccountUpdate) -> bool| rows.iter().any(wanted);
            ensure!(
                has(|row| matches!(row, AccountUpdate::AccountValue(one) if one.key == "NetLiquidation")),
                "no value"
            );
            ensure!(
                has(
                    |row| matches!(row, AccountUpdate::PortfolioValue(one) if one.position > 0.0 && one.market_price > 0.0)
                ),
                "no portfolio"
            );
            ensure!(has(|row| matches!(row, AccountUpdate::UpdateTime(_))), "no time");
            ensure!(has(|row| matches!(row, AccountUpdate::End)), "no end");
            Ok(())
        },
    );
    check("account_updates_multi", "values and the end", || {
        let rows = client.account_updates_multi(Some(&account), None)?;
        let rows = rows.collect_until(PATIENCE, |rows| matches!(rows.last(), Some(AccountUpdateMulti::End)));
        ensure!(
            rows.len() > 10 && matches!(rows.last(), Some(AccountUpdateMulti::End)),
            "{} rows",
            rows.len()
        );
        Ok(())
    });
    check("pnl", "profits of the account", || {
        let profit = client
            .pnl(&account, None)?
            .next_timeout(PATIENCE)
            .ok_or("nothing")??
            .into_data()
            .ok_or("a notice")?;
        ensure!(
            profit.daily_pnl.is_finite() && profit.unrealized_pnl.is_some(),
            "{profit:?}"
        );
        Ok(())
    });
    check("pnl_single", "profits of one position", || {
        let rows = client.pnl_single(&account, ContractId(265_598), None)?;
        let profit = rows
            .next_timeout(PATIENCE)
            .ok_or("nothing")??
            .into_data()
            .ok_or("a notice")?;
        ensure!(profit.position > 0.0 && profit.value > 0.0, "{profit:?}");
        Ok(())
    });
}
