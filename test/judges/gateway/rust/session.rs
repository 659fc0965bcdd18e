//! The session: what a program learns and sets before it trades.

use crate::report::{ask, check};
use crate::{connect, ensure, PATIENCE};
use ibapi::accounts::ServerLogLevel;
use ibapi::client::blocking::Client;
use ibapi::config::{ApiConfig, ApiSettings};
use ibapi::prelude::*;

const ACCOUNT: &str = "DU1234567";

pub fn check_identity(client: &Client) {
    check(
        "connect",
        "the session has the server version, client id, time and zone of the host",
        || {
            ensure!(client.is_connected(), "not connected");
            ensure!(client.client_id() == 0, "client id {}", client.client_id());
            ensure!(
                client.server_version() >= 213,
                "server version {}",
                client.server_version()
            );
            let time = client.connection_time().ok_or("no connection time")?;
            ensure!(time.year() == 2026, "connected at {time}");
            ensure!(client.time_zone().is_some(), "no time zone");
            Ok(())
        },
    );
    check("handshake_managed_accounts", "the account of the login", || {
        ensure!(
            client.handshake_managed_accounts() == [ACCOUNT],
            "{:?}",
            client.handshake_managed_accounts()
        );
        Ok(())
    });
    check("managed_accounts", "the account of the login", || {
        let accounts = client.managed_accounts()?;
        ensure!(accounts == [ACCOUNT], "{accounts:?}");
        Ok(())
    });
    check("server_time", "the host's clock, in 2026", || {
        let time = client.server_time()?;
        ensure!(time.year() == 2026, "{time}");
        Ok(())
    });
    check("server_time_millis", "the same clock, with milliseconds", || {
        let (seconds, millis) = (client.server_time()?, client.server_time_millis()?);
        ensure!((millis - seconds).abs().whole_seconds() < 5, "{seconds} and {millis}");
        Ok(())
    });
    check("next_valid_order_id", "an id that does not fall", || {
        let (first, second) = (client.next_valid_order_id()?, client.next_valid_order_id()?);
        ensure!(first >= 1 && second >= first, "{first}, {second}");
        Ok(())
    });
    check("next_order_id", "ids that rise by one", || {
        let (first, second) = (client.next_order_id(), client.next_order_id());
        ensure!(second == first + 1, "{first}, {second}");
        Ok(())
    });
    check("user_info", "an answer", || Ok(client.user_info().map(|_| ())?));
    check("family_codes", "one row for a login without a family", || {
        let codes = client.family_codes()?;
        ensure!(codes.len() == 1 && codes[0].family_code.is_empty(), "{codes:?}");
        Ok(())
    });
    check("soft_dollar_tiers", "an answer", || {
        Ok(client.soft_dollar_tiers().map(|_| ())?)
    });
}

pub fn check_all(client: &Client, port: &str) {
    check_identity(client);
    check(
        "connect",
        "a second client with the same id is refused with 326",
        || {
            let refused = Client::builder()
                .address(format!("127.0.0.1:{port}"))
                .client_id(0)
                .connect();
            match refused {
                Err(Error::ClientIdInUse { client_id: 0 }) => Ok(()),
                Err(other) => Err(other.into()),
                Ok(_) => Err("it was let in".into()),
            }
        },
    );
    check("disconnect", "the client id is free again", || {
        let other = connect(port, 77);
        other.disconnect();
        ensure!(!other.is_connected(), "still connected");
        let again = connect(port, 77);
        ensure!(again.is_connected(), "not connected");
        Ok(())
    });
    check("set_server_log_level", "taken; the session goes on", || {
        client.set_server_log_level(ServerLogLevel::Detail)?;
        client.server_time()?;
        Ok(())
    });
    check("verify_request", "a challenge", || {
        Ok(client.verify_request("judge", "1").map(|_| ())?)
    });
    check("verify_message", "a result", || {
        Ok(client.verify_message("answer").map(|_| ())?)
    });
    check("display_groups", "the ids of the groups", || {
        let groups = client.display_groups()?;
        ensure!(groups.contains(&1), "{groups:?}");
        Ok(())
    });
    check(
        "subscribe_to_group_events",
        "what the group shows, then what it was updated to",
        || {
            let group = client.subscribe_to_group_events(1)?;
            let first = group
                .next_timeout(PATIENCE)
                .ok_or("no event")??
                .into_data()
                .ok_or("a notice")?;
            ensure!(first.contract_info == "none", "{first:?}");
            group.update("265598@SMART")?;
            let second = group
                .next_timeout(PATIENCE)
                .ok_or("no event")??
                .into_data()
                .ok_or("a notice")?;
            ensure!(second.contract_info == "265598@SMART", "{second:?}");
            Ok(())
        },
    );
    if client.server_version() >= 219 {
        check("config", "the settings of the API", || {
            let settings = client
                .config()?
                .api
                .and_then(|api| api.settings)
                .ok_or("no settings of the API")?;
            ensure!(
                settings.read_only_api == Some(false),
                "read only: {:?}",
                settings.read_only_api
            );
            ensure!(
                settings.socket_port.is_some_and(|port| port > 0),
                "port: {:?}",
                settings.socket_port
            );
            Ok(())
        });
    }
    if client.server_version() >= 221 {
        check("update_config", "the change shows in the settings", || {
            let level = |text: &str| ApiSettings {
                logging_level: Some(text.to_string()),
                ..Default::default()
            };
            client
                .update_config()
                .api(ApiConfig {
                    settings: Some(level("Detail")),
                    ..Default::default()
                })
                .submit()?;
            let now = client
                .config()?
                .api
                .and_then(|api| api.settings)
                .and_then(|settings| settings.logging_level);
            ensure!(
                now.as_deref().is_some_and(|now| now.eq_ignore_ascii_case("detail")),
                "{now:?}"
            );
            Ok(())
        });
    }
    check(
        "notice_stream",
        "what belongs to no request: a data farm is lost",
        || {
            let notices = client.notice_stream()?;
            ask("lose a data farm")?;
            while let Some(notice) = notices.next_timeout(PATIENCE) {
                if notice.code == 2103 {
                    return Ok(());
                }
            }
            Err("no notice 2103".into())
        },
    );
    check(
        "connect_with_notice_stream",
        "the notices of a session's start: data farms are connected",
        || {
            let builder = Client::builder().address(format!("127.0.0.1:{port}")).client_id(78);
            let (_client, notices) = builder.connect_with_notice_stream()?;
            let mut seen = Vec::new();
            while let Some(notice) = notices.next_timeout(PATIENCE) {
                seen.push(notice.code);
                if [2104, 2106, 2158].iter().all(|code| seen.contains(code)) {
                    return Ok(());
                }
            }
            Err(format!("only {seen:?}").into())
        },
    );
}
