//! A program of rust-ibapi's blocking client, unchanged: calls every function that the client has, asserts what comes of it, and
//! prints a line of JSON for each. Arguments: the port, and `trader` or `advisor` for the structure of the accounts there.

mod accounts;
mod advisor;
mod contracts;
mod market_data;
mod orders;
mod past_data;
mod reconnecting;
mod report;
mod session;

use ibapi::client::blocking::Client;
use ibapi::RateLimiter;
use std::time::Duration;

/** What a host is given to answer. */
pub const PATIENCE: Duration = Duration::from_secs(15);

pub fn connect(port: &str, client_id: i32) -> Client {
    Client::builder()
        .address(format!("127.0.0.1:{port}"))
        .client_id(client_id)
        .one_shot_timeout(PATIENCE)
        // The documented limit is 50; two clients do not share it.
        .rate_limiter(RateLimiter::per_second(45))
        .connect()
        .expect("the host refused the connection")
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().expect("the first argument is the port");
    let role = arguments.next().expect("the second argument is trader or advisor");
    if role == "advisor" {
        advisor::check_all(&connect(&port, 0));
        return;
    }
    let client = connect(&port, 0);
    session::check_all(&client, &port);
    contracts::check_all(&client);
    market_data::check_all(&client);
    past_data::check_all(&client);
    orders::check_all(&client, &port);
    accounts::check_all(&client);
    reconnecting::check_all(&client);
}
