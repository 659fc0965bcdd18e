//! Orders: every way to place one, what becomes of it, what is told of it.

use crate::contracts::{apple, apple_call};
use crate::report::{ask, check, Outcome};
use crate::{connect, ensure, PATIENCE};
use ibapi::client::blocking::Client;
use ibapi::orders::builder::{margin, percent_change, price, time as at, volume, vwap, TrailBy};
use ibapi::orders::{CancelOrder, Executions, ExerciseOptions, OcaType, Order, OrderId, OrderStatus, OrderStatusKind};
use ibapi::prelude::*;
use std::time::Duration;

type Failure = Box<dyn std::error::Error>;

/** The next state of the order that is one of these. */
fn status_of(client: &Client, id: OrderId, wanted: &[OrderStatusKind]) -> Result<OrderStatus, Failure> {
    let statuses = client.order_status_stream(id)?;
    let mut seen = Vec::new();
    while let Some(item) = statuses.next_timeout(PATIENCE) {
        let Some(status) = item?.into_data() else { continue };
        if wanted.contains(&status.status) {
            return Ok(status);
        }
        seen.push(status.status);
    }
    Err(format!("only {seen:?}").into())
}

const WORKING: [OrderStatusKind; 2] = [OrderStatusKind::Submitted, OrderStatusKind::PreSubmitted];
const GONE: [OrderStatusKind; 2] = [OrderStatusKind::Cancelled, OrderStatusKind::ApiCancelled];

fn cancelled(client: &Client, id: OrderId) -> Outcome {
    let _cancellation = client.cancel_order(id, "")?;
    status_of(client, id, &GONE).map(|_| ())
}

/** An order that works until it is cancelled. */
fn works(client: &Client, contract: &Contract, order: Order) -> Outcome {
    let id = OrderId::new(client.next_order_id());
    client.submit_order(id, contract, &order)?;
    status_of(client, id, &WORKING)?;
    cancelled(client, id)
}

/** What AAPL is bid for, in whole dollars. */
fn bid(client: &Client) -> Result<f64, Failure> {
    let mut quote = Quote::default();
    client
        .market_data(&apple())
        .subscribe()?
        .collect_until(PATIENCE, |seen| {
            seen.last().is_some_and(|tick| {
                quote.apply(tick);
                quote.bid.is_some()
            })
        });
    Ok(quote.bid.ok_or("no bid")?.floor())
}

pub fn check_all(client: &Client, port: &str) {
    let contract = apple();
    check("order", "a market order is filled, and wait_for_fill says so", || {
        let id = client.order(&contract).buy(100).market().submit()?;
        let outcome = client.wait_for_fill(id, PATIENCE)?;
        let OrderOutcome::Filled(status) = outcome else {
            return Err(format!("{outcome:?}").into());
        };
        ensure!(
            status.filled == 100.0 && status.remaining == 0.0 && status.average_fill_price.is_some(),
            "{status:?}"
        );
        Ok(())
    });
    check(
        "wait_for_fill",
        "a limit far away is still working when the time is over",
        || {
            let id = client.order(&contract).buy(1).limit(1.0).submit()?;
            let outcome = client.wait_for_fill(id, Duration::from_millis(500))?;
            ensure!(
                matches!(&outcome, OrderOutcome::TimedOut(Some(status)) if WORKING.contains(&status.status)),
                "{outcome:?}"
            );
            cancelled(client, id)
        },
    );
    check(
        "place_order",
        "openOrder, orderStatus, execDetails and the commission, in one stream",
        || {
            let order = Order::builder().buy(200).market().build()?;
            let stream = client.place_order(client.next_order_id(), &contract, &order)?;
            let seen = stream.collect_until(PATIENCE, |seen| {
                matches!(seen.last(), Some(PlaceOrder::CommissionReport(_)))
            });
            let has = |wanted: fn(&PlaceOrder) -> bool| seen.iter().any(wanted);
            ensure!(has(|one| matches!(one, PlaceOrder::OpenOrder(_))), "no openOrder");
            ensure!(has(|one| matches!(one, PlaceOrder::OrderStatus(_))), "no orderStatus");
            ensure!(
                has(|one| matches!(one, PlaceOrder::ExecutionData(data) if data.execution.price > 0.0)),
                "no execDetails"
            );
            ensure!(
                has(|one| matches!(one, PlaceOrder::CommissionReport(report) if report.commission > 0.0)),
                "no commission"
            );
            Ok(())
        },
    );
    check(
        "submit_order",
        "modified under its id: the open order has the new price and quantity",
        || {
            let id = OrderId::new(client.next_order_id());
            let at = |limit: f64, quantity: f64| Order::builder().buy(quantity).limit(limit).build();
            client.submit_order(id, &contract, &at(10.0, 5.0)?)?;
            status_of(client, id, &WORKING)?;
            client.submit_order(id, &contract, &at(11.0, 7.0)?)?;
            let open = client.open_orders()?.collect_to_end_within(PATIENCE)?;
            let changed = |one: &Orders| matches!(one, Orders::OrderData(data) if data.order_id == id.value() && data.order.limit_price == Some(11.0) && data.order.total_quantity == 7.0);
            ensure!(open.iter().any(changed), "{open:?}");
            cancelled(client, id)
        },
    );
    check("cancel_order", "the state Cancelled, and notice 202", || {
        let id = client.order(&contract).buy(1).limit(1.0).submit()?;
        status_of(client, id, &WORKING)?;
        let cancellation = client.cancel_order(id, "")?;
        let (mut state, mut notice) = (false, false);
        while !(state && notice) {
            match cancellation
                .next_timeout(PATIENCE)
                .ok_or(format!("state {state}, notice {notice}"))??
            {
                SubscriptionItem::Data(CancelOrder::OrderStatus(status)) => state |= GONE.contains(&status.status),
                SubscriptionItem::Notice(told) => notice |= told.code == 202,
            }
        }
        Ok(())
    });
    check(
        "cancel_order",
        "an order that is not there: an error of the documented numbers",
        || match client.cancel_order(987_654, "")?.next_timeout(PATIENCE) {
            Some(Err(Error::Notice(notice))) if [135, 161, 10147].contains(&notice.code) => Ok(()),
            other => Err(format!("{other:?}").into()),
        },
    );
    check(
        "order",
        "a bracket: the parent works, its children wait, all go with the parent",
        || {
            let ids = client
                .order(&contract)
                .buy(10)
                .bracket()
                .entry_limit(1.0)
                .take_profit(2.0)
                .stop_loss(0.5)
                .submit_all()?;
            for id in ids.as_vec() {
                status_of(client, id, &WORKING)?;
            }
            let _cancellation = client.cancel_order(ids.parent, "")?;
            for id in ids.as_vec() {
                status_of(client, id, &GONE)?;
            }
            Ok(())
        },
    );
    check(
        "order",
        "a bracket whose entry is filled: the profit is taken, the stop goes",
        || {
            let now = bid(client)?;
            let bracket = client.order(&contract).buy(10).bracket();
            let ids = bracket
                .entry_limit(now + 2.0)
                .take_profit(now + 4.0)
                .stop_loss(now - 50.0)
                .submit_all()?;
            ask("raise AAPL")?;
            for id in [ids.parent, ids.take_profit] {
                let outcome = client.wait_for_fill(id, PATIENCE)?;
                ensure!(matches!(outcome, OrderOutcome::Filled(_)), "{id:?}: {outcome:?}");
            }
            status_of(client, ids.stop_loss, &GONE).map(|_| ())
        },
    );
    check(
        "order",
        "what-if: commission and margins, and nothing is placed",
        || {
            let state = client.order(&contract).buy(100).market().analyze()?;
            ensure!(
                state.commission.is_some() || state.maximum_commission.is_some(),
                "no commission: {state:?}"
            );
            ensure!(
                state.initial_margin_after.is_some() && state.equity_with_loan_after.is_some(),
                "no margins: {state:?}"
            );
            Ok(())
        },
    );
    if client.server_version() >= 218 {
        check("order", "preset orders attached: all of them have ids and work", || {
            let ids = client
                .order(&contract)
                .buy(10)
                .limit(1.0)
                .preset_stop_loss()
                .preset_profit_taker()
                .submit()?;
            ensure!(ids.stop_loss.is_some() && ids.profit_taker.is_some(), "{ids:?}");
            status_of(client, ids.parent, &WORKING)?;
            cancelled(client, ids.parent)
        });
    }
    check_types(client, &contract);
    check(
        "submit_oca_orders",
        "one is cancelled, the other works on; one is filled, the other goes",
        || {
            let limit = |price: f64| {
                Order::builder()
                    .buy(1)
                    .limit(price)
                    .oca_group("judged", OcaType::CancelWithBlock)
                    .build()
            };
            let ids = client.submit_oca_orders(vec![(apple(), limit(1.0)?), (apple(), limit(2.0)?)])?;
            status_of(client, ids[0], &WORKING)?;
            status_of(client, ids[1], &WORKING)?;
            client.submit_order(ids[1], &contract, &limit(bid(client)? + 50.0)?)?;
            let outcome = client.wait_for_fill(ids[1], PATIENCE)?;
            ensure!(matches!(outcome, OrderOutcome::Filled(_)), "{outcome:?}");
            status_of(client, ids[0], &GONE).map(|_| ())
        },
    );
    check("submit_order", "a price off the tick is refused with 110", || {
        let id = OrderId::new(client.next_order_id());
        client.submit_order(id, &contract, &Order::builder().buy(1).limit(1.234_567).build()?)?;
        match client.wait_for_fill(id, PATIENCE)? {
            OrderOutcome::Rejected(notice) if notice.code == 110 => Ok(()),
            other => Err(format!("{other:?}").into()),
        }
    });
    check("submit_order", "an unknown contract is refused with 200", || {
        let id = OrderId::new(client.next_order_id());
        client.submit_order(
            id,
            &Contract::stock("NOSUCH").build(),
            &Order::builder().buy(1).market().build()?,
        )?;
        match client.wait_for_fill(id, PATIENCE)? {
            OrderOutcome::Rejected(notice) if notice.code == 200 => Ok(()),
            other => Err(format!("{other:?}").into()),
        }
    });
    check(
        "order_update_stream",
        "openOrder, states, execution and commission of an order",
        || {
            let updates = client.order_update_stream()?;
            let id = client.order(&contract).sell(50).market().submit()?;
            let seen = updates.collect_until(PATIENCE, |seen| {
                matches!(seen.last(), Some(OrderUpdate::CommissionReport(_)))
            });
            let has = |wanted: &dyn Fn(&OrderUpdate) -> bool| seen.iter().any(wanted);
            ensure!(
                has(&|one| matches!(one, OrderUpdate::OpenOrder(data) if data.order_id == id.value())),
                "no openOrder"
            );
            ensure!(
                has(&|one| matches!(one, OrderUpdate::OrderStatus(status) if status.status == OrderStatusKind::Filled)),
                "not filled"
            );
            ensure!(
                has(&|one| matches!(one, OrderUpdate::ExecutionData(data) if data.execution.order_id == id.value())),
                "no execution"
            );
            ensure!(
                has(&|one| matches!(one, OrderUpdate::CommissionReport(_))),
                "no commission"
            );
            Ok(())
        },
    );
    check(
        "order_status_stream",
        "the newest state first, then what follows",
        || {
            let id = client.order(&contract).buy(1).limit(1.0).submit()?;
            let first = status_of(client, id, &WORKING)?;
            ensure!(
                first.remaining == 1.0 && first.client_id == 0 && first.perm_id > 0,
                "{first:?}"
            );
            cancelled(client, id)
        },
    );
    check(
        "all_open_orders",
        "orders of other clients too; open_orders has only its own",
        || {
            let other = connect(port, 5);
            let id = OrderId::new(other.next_valid_order_id()?);
            other.submit_order(id, &contract, &Order::builder().buy(3).limit(1.5).build()?)?;
            status_of(&other, id, &WORKING)?;
            let is_it = |one: &Orders| matches!(one, Orders::OrderData(data) if data.order.client_id == 5 && data.order.total_quantity == 3.0);
            let all = client.all_open_orders()?.collect_to_end_within(PATIENCE)?;
            ensure!(all.iter().any(is_it), "{all:?}");
            let own = client.open_orders()?.collect_to_end_within(PATIENCE)?;
            ensure!(!own.iter().any(is_it), "{own:?}");
            cancelled(&other, id)
        },
    );
    check("open_orders", "every order that works, and the end", || {
        let id = client
            .order(&contract)
            .buy(1)
            .limit(1.0)
            .good_till_canceled()
            .submit()?;
        status_of(client, id, &WORKING)?;
        let open = client.open_orders()?.collect_to_end_within(PATIENCE)?;
        ensure!(
            open.iter()
                .any(|one| matches!(one, Orders::OrderData(data) if data.order_id == id.value())),
            "{open:?}"
        );
        cancelled(client, id)
    });
    check("auto_open_orders", "taken from client 0", || {
        drop(client.auto_open_orders(true)?);
        client.server_time()?;
        Ok(())
    });
    check("executions", "what was filled today, with commissions", || {
        let rows = client
            .executions(ExecutionFilter {
                symbol: "AAPL".to_string(),
                ..Default::default()
            })?
            .collect_to_end_within(PATIENCE)?;
        ensure!(
            rows.iter().any(
                |one| matches!(one, Executions::ExecutionData(data) if data.execution.side == ExecutionSide::Bought)
            ),
            "{rows:?}"
        );
        ensure!(
            rows.iter().any(|one| matches!(one, Executions::CommissionReport(_))),
            "no commission"
        );
        Ok(())
    });
    check("executions", "filtered: sells only", || {
        let filter = ExecutionFilter {
            side: Some(ExecutionFilterSide::Sell),
            ..Default::default()
        };
        let rows = client.executions(filter)?.collect_to_end_within(PATIENCE)?;
        ensure!(
            rows.iter().all(
                |one| !matches!(one, Executions::ExecutionData(data) if data.execution.side != ExecutionSide::Sold)
            ),
            "{rows:?}"
        );
        ensure!(!rows.is_empty(), "none");
        Ok(())
    });
    check("completed_orders", "filled and cancelled ones", || {
        let rows = client.completed_orders(false)?.collect_to_end_within(PATIENCE)?;
        let has = |kind: OrderStatusKind| {
            rows.iter()
                .any(|one| matches!(one, Orders::OrderData(data) if data.order_state.status == kind))
        };
        ensure!(
            has(OrderStatusKind::Filled) && has(OrderStatusKind::Cancelled),
            "{} orders",
            rows.len()
        );
        Ok(())
    });
    check("exercise_options", "an option that is held is exercised", || {
        let call = apple_call(client)?;
        let id = client.order(&call).buy(1).market().submit()?;
        let bought = client.wait_for_fill(id, PATIENCE)?;
        ensure!(matches!(bought, OrderOutcome::Filled(_)), "{bought:?}");
        let exercise = client
            .exercise_options(&call)
            .exercise(1)
            .account("DU1234567")
            .override_natural_action()
            .submit()?;
        let event = exercise.next_timeout(PATIENCE).ok_or("nothing")??;
        ensure!(
            matches!(
                event,
                SubscriptionItem::Data(ExerciseOptions::OpenOrder(_) | ExerciseOptions::OrderStatus(_))
            ),
            "{event:?}"
        );
        Ok(())
    });
    check("global_cancel", "every order that works is cancelled", || {
        let ids: Vec<OrderId> = (1..=3)
            .map(|price| client.order(&contract).buy(1).limit(f64::from(price)).submit())
            .collect::<Result<_, _>>()?;
        for &id in &ids {
            status_of(client, id, &WORKING)?;
        }
        client.global_cancel()?;
        for id in ids {
            status_of(client, id, &GONE)?;
        }
        Ok(())
    });
}

/** The types of orders that the client can make; none of these is filled at these prices. */
fn check_types(client: &Client, contract: &Contract) {
    let now = match bid(client) {
        Ok(now) => now,
        Err(error) => return check("order", "types of orders", || Err(error)),
    };
    let build = Order::builder;
    let orders = [
        ("stop", build().sell(10).stop(now - 50.0).build()),
        (
            "stop limit",
            build().sell(10).stop_limit(now - 50.0, now - 51.0).build(),
        ),
        (
            "trailing stop",
            build()
                .sell(10)
                .trailing_stop(TrailBy::Percent(20.0), now - 50.0)
                .build(),
        ),
        (
            "trailing stop limit",
            build()
                .sell(10)
                .trailing_stop_limit(TrailBy::Amount(50.0), now - 50.0, 1.0)
                .build(),
        ),
        (
            "market if touched",
            build().buy(10).market_if_touched(now - 50.0).build(),
        ),
        (
            "limit if touched",
            build().buy(10).limit_if_touched(now - 50.0, now - 49.0).build(),
        ),
        ("market on close", build().buy(10).market_on_close().build()),
        ("limit on close", build().buy(10).limit_on_close(1.0).build()),
        ("relative", build().buy(10).relative(0.01, Some(1.0)).build()),
        ("discretionary", build().buy(10).discretionary(1.0, 0.1).build()),
        ("all or none", build().buy(10).limit(1.0).all_or_none().build()),
        (
            "good till date",
            build()
                .buy(10)
                .limit(1.0)
                .good_till_date("20261231 16:00:00 US/Eastern")
                .build(),
        ),
        (
            "good after time",
            build()
                .buy(10)
                .limit(1.0)
                .good_after_time("20261125 15:30:00 US/Eastern")
                .build(),
        ),
        (
            "outside regular hours",
            build().buy(10).limit(1.0).outside_rth().build(),
        ),
        (
            "VWAP",
            build()
                .buy(10)
                .limit(1.0)
                .algo(vwap().max_pct_vol(0.2).build().unwrap())
                .build(),
        ),
        (
            "with a condition on a price",
            build()
                .buy(10)
                .limit(1.0)
                .condition(price(265_598, "SMART").greater_than(now + 500.0))
                .build(),
        ),
        (
            "with a condition on the time",
            build()
                .buy(10)
                .limit(1.0)
                .condition(at().greater_than("20261231 15:00:00 US/Eastern"))
                .build(),
        ),
        (
            "with a condition on the margin",
            build().buy(10).limit(1.0).condition(margin().less_than(1)).build(),
        ),
        (
            "with a condition on a volume",
            build()
                .buy(10)
                .limit(1.0)
                .condition(volume(265_598, "SMART").greater_than(2_000_000_000))
                .build(),
        ),
        (
            "with a condition on a change",
            build()
                .buy(10)
                .limit(1.0)
                .condition(percent_change(265_598, "SMART").greater_than(500.0))
                .build(),
        ),
    ];
    for (name, order) in orders {
        check("submit_order", &format!("works and is cancelled: {name}"), || {
            works(client, contract, order?)
        });
    }
    check(
        "submit_order",
        "immediate or cancel, too far away: cancelled at once",
        || {
            let id = client
                .order(contract)
                .buy(10)
                .limit(1.0)
                .immediate_or_cancel()
                .submit()?;
            status_of(client, id, &GONE).map(|_| ())
        },
    );
    check("submit_order", "hidden from the others until it is transmitted", || {
        let id = client.order(contract).buy(10).limit(1.0).do_not_transmit().submit()?;
        let open = client.open_orders()?.collect_to_end_within(PATIENCE)?;
        let sent = open.iter().any(|one| matches!(one, Orders::OrderData(data) if data.order_id == id.value() && data.order_state.status == OrderStatusKind::Submitted));
        ensure!(!sent, "{open:?}");
        cancelled(client, id)
    });
    check("submit_order", "a spread of two options works and is cancelled", || {
        let near = apple_call(client)?;
        let mut far = near.clone();
        far.contract_id = 0;
        far.local_symbol = String::new();
        far.strike = 0.0;
        let mut calls = client.contract_details(&far)?;
        calls.sort_by(|one, other| one.contract.strike.total_cmp(&other.contract.strike));
        let far = calls.last().ok_or("no calls")?.contract.contract_id;
        let spread = Contract::spread()
            .vertical(near.contract_id, far)
            .symbol("AAPL")
            .build()?;
        works(client, &spread, Order::builder().buy(1).limit(0.05).build()?)
    });
}
