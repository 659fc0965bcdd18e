//! Prints what came of each function: a line of JSON with the function, what must hold, and why it does not.

use std::error::Error;
use std::io::{stdin, BufRead};
use std::panic::{catch_unwind, AssertUnwindSafe};

pub type Outcome = Result<(), Box<dyn Error>>;

/** `call`: the function of the client, as `Client` names it. `must`: what must come of it, for a reader of the table. */
pub fn check(call: &str, must: &str, run: impl FnOnce() -> Outcome) {
    let began = std::time::Instant::now();
    let failed = match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(error.to_string()),
        Err(_) => Some("the client panicked".to_string()),
    };
    println!(
        "{}",
        serde_json::json!({ "call": call, "must": must, "failed": failed, "ms": began.elapsed().as_millis() as u64 })
    );
}

/** Asks whoever started this program to do something to the host, and waits until it is done. */
pub fn ask(what: &str) -> Outcome {
    println!("{}", serde_json::json!({ "ask": what }));
    stdin().lock().read_line(&mut String::new())?;
    Ok(())
}

/** Fails the check with the text when the condition does not hold. */
#[macro_export]
macro_rules! ensure {
    ($condition:expr, $($text:tt)+) => {
        if !$condition {
            return Err(format!($($text)+).into());
        }
    };
}
