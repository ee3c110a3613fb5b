//! Plays a roster against random demand: `simulate(..) -> Performance`.
