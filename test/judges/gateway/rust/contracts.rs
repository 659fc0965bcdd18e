//! Contracts: details of every kind, ambiguous and unknown ones, rules, chains, the pricing of options.

use crate::report::check;
use crate::{ensure, PATIENCE};
use ibapi::client::blocking::Client;
use ibapi::contracts::ContractDetails;
use ibapi::prelude::*;

pub fn apple() -> Contract {
    Contract::stock("AAPL").build()
}

fn only(client: &Client, contract: &Contract) -> Result<ContractDetails, Box<dyn std::error::Error>> {
    let mut all = client.contract_details(contract)?;
    ensure!(all.len() == 1, "{} contracts", all.len());
    Ok(all.remove(0))
}

/** A call of AAPL in the middle of the nearest month that is some weeks away. */
pub fn apple_call(client: &Client) -> Result<Contract, Box<dyn std::error::Error>> {
    let any = Contract {
        symbol: Symbol::from("AAPL"),
        security_type: SecurityType::Option,
        exchange: Exchange::from("SMART"),
        currency: Currency::from("USD"),
        last_trade_date_or_contract_month: "202701".to_string(),
        right: Some(OptionRight::Call),
        ..Default::default()
    };
    let mut listed = client.contract_details(&any)?;
    ensure!(listed.len() > 3, "{} calls", listed.len());
    listed.sort_by(|one, other| one.contract.strike.total_cmp(&other.contract.strike));
    let middle = listed.len() / 2;
    Ok(listed.swap_remove(middle).contract)
}

pub fn check_all(client: &Client) {
    check(
        "contract_details",
        "a stock: conId, tick, exchanges, hours, rules",
        || {
            let found = only(client, &apple())?;
            ensure!(
                found.contract.contract_id == 265_598,
                "conId {}",
                found.contract.contract_id
            );
            ensure!(found.min_tick == 0.01, "tick {}", found.min_tick);
            ensure!(
                found.valid_exchanges.iter().any(|one| one == "SMART"),
                "{:?}",
                found.valid_exchanges
            );
            ensure!(
                found.order_types.iter().any(|one| one == "LMT"),
                "{:?}",
                found.order_types
            );
            ensure!(
                found.valid_exchanges.len() == found.market_rule_ids.len(),
                "{} rules",
                found.market_rule_ids.len()
            );
            ensure!(
                found.trading_hours.len() >= 5 && found.liquid_hours.len() >= 5,
                "{:?}",
                found.trading_hours
            );
            ensure!(
                !found.long_name.is_empty() && found.stock_type == "COMMON",
                "{} {}",
                found.long_name,
                found.stock_type
            );
            Ok(())
        },
    );
    let kinds: [(&str, Contract); 6] = [
        ("a currency pair", Contract::forex("EUR", "USD").build()),
        ("a cryptocurrency", Contract::crypto("BTC").build()),
        ("an index", Contract::index("SPX")),
        (
            "futures of every month",
            Contract::futures("ES").any_month().on_exchange("CME").build(),
        ),
        (
            "a continuous future",
            Contract::continuous_futures("ES").on_exchange("CME").build(),
        ),
        ("an ETF", Contract::stock("SPY").build()),
    ];
    for (name, contract) in kinds {
        check("contract_details", name, || {
            let found = client.contract_details(&contract)?;
            ensure!(!found.is_empty(), "none");
            ensure!(
                found
                    .iter()
                    .all(|one| one.contract.contract_id > 0 && one.min_tick > 0.0),
                "{:?}",
                found[0]
            );
            Ok(())
        });
    }
    check(
        "contract_details",
        "a bond, by its ISIN as its own details give it",
        || {
            let query = Contract {
                symbol: Symbol::from("IBM"),
                security_type: SecurityType::Bond,
                ..Default::default()
            };
            let bonds = client.contract_details(&query)?;
            let bond = bonds.first().ok_or("no bond of IBM")?;
            ensure!(bond.coupon > 0.0 && !bond.maturity.is_empty(), "{bond:?}");
            Ok(())
        },
    );
    check("contract_details", "an unknown symbol: error 200", || {
        match client.contract_details(&Contract::stock("NOSUCH").build()) {
            Err(Error::Notice(notice)) if notice.code == 200 => Ok(()),
            other => Err(format!("{other:?}").into()),
        }
    });
    check("contract_details_stream", "rows one by one, then the end", || {
        let rows = client
            .contract_details_stream(&apple())
            .subscribe()?
            .collect_to_end_within(PATIENCE)?;
        ensure!(rows.len() == 1, "{} rows", rows.len());
        Ok(())
    });
    if client.server_version() >= 215 {
        check("cancel_contract_details", "taken; the session goes on", || {
            let all = Contract {
                currency: Currency::from("USD"),
                ..Contract::option("SPY", "", 0.0, OptionRight::Call)
            };
            let request = client.contract_details_stream(&all);
            let id = request.request_id();
            let rows = request.subscribe()?;
            client.cancel_contract_details(id)?;
            drop(rows);
            client.server_time()?;
            Ok(())
        });
    }
    check("matching_symbols", "AAPL, with what is derived from it", || {
        let found = client.matching_symbols("App")?;
        let one = found
            .iter()
            .find(|one| one.contract.symbol.as_str() == "AAPL")
            .ok_or("no AAPL")?;
        ensure!(
            one.derivative_security_types.iter().any(|kind| kind == "OPT"),
            "{:?}",
            one.derivative_security_types
        );
        Ok(())
    });
    check("market_rule", "its price increments", || {
        let rule = client.market_rule(26)?;
        ensure!(rule.market_rule_id == 26, "{rule:?}");
        ensure!(
            rule.price_increments.iter().all(|step| step.increment > 0.0),
            "{rule:?}"
        );
        ensure!(!rule.price_increments.is_empty(), "no increments");
        Ok(())
    });
    check("option_chain", "expirations and strikes at SMART", || {
        let chain = client.option_chain("AAPL", SecurityType::Stock, 265_598).subscribe()?;
        let rows = chain.collect_to_end_within(PATIENCE)?;
        let smart = rows.iter().find(|one| one.exchange == "SMART").ok_or("not at SMART")?;
        ensure!(smart.expirations.len() > 3 && smart.strikes.len() > 5, "{smart:?}");
        ensure!(
            smart.multiplier == "100" && smart.underlying_contract_id == 265_598,
            "{smart:?}"
        );
        Ok(())
    });
    let mut price = 0.0;
    check(
        "calculate_option_price",
        "a price and greeks at a volatility of 30%",
        || {
            let call = apple_call(client)?;
            let computed = client.calculate_option_price(&call, 0.3, call.strike)?;
            price = computed.option_price.ok_or("no price")?;
            ensure!(price > 0.0 && price < call.strike, "price {price}");
            let delta = computed.delta.ok_or("no delta")?;
            ensure!(delta > 0.4 && delta < 0.7, "delta {delta} at the money");
            Ok(())
        },
    );
    check(
        "calculate_implied_volatility",
        "the 30% that the price was made of",
        || {
            let call = apple_call(client)?;
            let computed = client.calculate_implied_volatility(&call, price, call.strike)?;
            let volatility = computed.implied_volatility.ok_or("no volatility")?;
            ensure!((volatility - 0.3).abs() < 0.01, "{volatility}");
            Ok(())
        },
    );
}
