//! A connection that the host loses, at its own end and at its word: the client reconnects by itself and goes on.

use crate::ensure;
use crate::report::{ask, check};
use ibapi::client::blocking::Client;
use std::time::{Duration, Instant};

pub fn check_all(client: &Client) {
    check(
        "wait_connected",
        "a connection that was reset is there again, with the same client id",
        || {
            ask("reset the connections")?;
            let until = Instant::now() + Duration::from_secs(10);
            while client.is_connected() && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(20));
            }
            client.wait_connected()?;
            ensure!(client.is_connected(), "not connected");
            let time = client.server_time()?;
            ensure!(time.year() == 2026, "{time}");
            Ok(())
        },
    );
}
