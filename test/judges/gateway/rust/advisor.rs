//! A financial advisor: the structure of the accounts, read and replaced.

use crate::report::check;
use crate::{ensure, PATIENCE};
use ibapi::accounts::FaDataType;
use ibapi::client::blocking::Client;
use ibapi::prelude::*;

pub fn check_all(client: &Client) {
    check(
        "managed_accounts",
        "an advisor's: its own and those of its clients",
        || {
            let accounts = client.managed_accounts()?;
            ensure!(accounts.len() == 3, "{accounts:?}");
            Ok(())
        },
    );
    check("replace_fa", "taken", || {
        let groups = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListOfGroups><Group><name>Judged</name><ListOfAccts varName=\"list\">\
            <Account><acct>DU1000001</acct></Account><Account><acct>DU1000002</acct></Account></ListOfAccts>\
            <defaultMethod>Equal</defaultMethod></Group></ListOfGroups>";
        Ok(client.replace_fa(FaDataType::Groups, groups).map(|_| ())?)
    });
    check("request_fa", "groups as they were set, and aliases", || {
        let groups = client.request_fa(FaDataType::Groups)?;
        ensure!(
            groups.xml.contains("Judged") && groups.xml.contains("DU1000002"),
            "{}",
            groups.xml
        );
        let aliases = client.request_fa(FaDataType::AccountAliases)?;
        ensure!(aliases.xml.contains("DU1000001"), "{}", aliases.xml);
        Ok(())
    });
    check(
        "submit_order",
        "an order of a group is filled and its shares fall to the accounts",
        || {
            let contract = Contract::stock("AAPL").build();
            let mut order = ibapi::orders::Order::builder().buy(100).market().build()?;
            order.fa_group = "Judged".to_string();
            order.fa_method = "Equal".into();
            let id = client.next_order_id();
            client.submit_order(id, &contract, &order)?;
            let outcome = client.wait_for_fill(id, PATIENCE)?;
            ensure!(matches!(outcome, OrderOutcome::Filled(_)), "{outcome:?}");
            for account in ["DU1000001", "DU1000002"] {
                let rows = client.positions_multi(Some(&AccountId(account.to_string())), None)?;
                let rows = rows.collect_until(PATIENCE, |rows| {
                    matches!(rows.last(), Some(PositionUpdateMulti::PositionEnd))
                });
                let half = rows
                    .iter()
                    .any(|row| matches!(row, PositionUpdateMulti::Position(one) if one.position == 50.0));
                ensure!(half, "{account}: {rows:?}");
            }
            Ok(())
        },
    );
}
