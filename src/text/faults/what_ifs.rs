//! Faults of what-ifs: changes that change nothing.

use crate::model::{FaultKind, Language};
use crate::text::messages;

messages! {
    changes_nothing() {
        "filen ändrar ingenting: allt som står i den gäller redan; ändra ett värde, eller ta bort filen",
        "the file changes nothing: whatever stands in it holds already; change a value, or remove the file",
    }
    changes_no_contact() {
        "ändringen träffar inga kontakter; kontrollera köer, dagar och klockslag mot forecast.csv och öppettiderna",
        "the change meets no contacts; check queues, days and times against forecast.csv and the opening hours",
    }
    orders_nobody() {
        "övertiden träffar ingen: den eller de som nämns är borta då, eller centret är stängt; kontrollera dagar och klockslag",
        "the overtime meets nobody: whoever is named is away then, or the centre is closed; check the days and times",
    }
    nothing_to_remove(list, id) {
        "”{id}” finns inte i {list}, så det går inte att ta bort; kontrollera namnet",
        "there is no “{id}” in {list}, so it cannot be removed; check the name",
    }
}

/// What is wrong and what to do about it; `None` for faults of other kinds.
pub(super) fn text(language: Language, kind: &FaultKind) -> Option<String> {
    Some(match kind {
        FaultKind::ChangesNothing => changes_nothing(language),
        FaultKind::ChangesNoContact => changes_no_contact(language),
        FaultKind::OrdersNobody => orders_nobody(language),
        FaultKind::NothingToRemove { list, id } => nothing_to_remove(language, list, id),
        _ => return None,
    })
}
