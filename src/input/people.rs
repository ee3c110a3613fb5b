//! The people and activities that a roster names, by id or by what they are called.

use super::nearest::nearest;
use crate::model::{Activity, Agent, AgentIdx, FaultKind, Post, PostIdx, Queue, QueueIdx};

/// The activities that are neither a post nor a queue, with the words that people use for them; the first is ours.
const WORDS: [(Activity, &[&str]); 6] = [
    (Activity::Contacts, &["contacts", "kontakter", "kontakt", "telefon", "samtal", "phone", "calls"]),
    (Activity::Lunch, &["lunch", "rast", "meal"]),
    (Activity::Break, &["break", "paus", "fika", "pause"]),
    (Activity::Meeting, &["meeting", "möte", "apt", "mote"]),
    (Activity::Training, &["training", "utbildning", "kurs", "course"]),
    (Activity::Reserve, &["reserve", "reserv"]),
];

/// The agent meant by an id, by a name that only one has, or by "name (id)".
pub(super) fn agent(agents: &[Agent], written: &str) -> Result<AgentIdx, FaultKind> {
    if let Some(position) = agents.iter().position(|agent| agent.id == written) {
        return Ok(AgentIdx(position));
    }
    if let Some((name, rest)) = written.rsplit_once('(')
        && let Some(id) = rest.strip_suffix(')')
        && let Some(position) = agents.iter().position(|agent| agent.id == id && agent.name == name.trim())
    {
        return Ok(AgentIdx(position));
    }
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let meant = plain(written);
    let is_meant = |agent: &Agent| plain(&agent.name) == meant || plain(&agent.id) == meant;
    let found: Vec<usize> = (0..agents.len()).filter(|&index| is_meant(&agents[index])).collect();
    match found.as_slice() {
        [one] => Ok(AgentIdx(*one)),
        [] => {
            let known = agents.iter().flat_map(|agent| [agent.id.as_str(), agent.name.as_str()]);
            Err(FaultKind::UnknownRosterAgent { agent: written.to_owned(), nearest: nearest(written, known) })
        }
        several => {
            let agents = several.iter().map(|&index| agents[index].id.clone()).collect();
            Err(FaultKind::AmbiguousAgent { name: written.to_owned(), agents })
        }
    }
}

/// The activity meant by an id, by the name of a post or queue, or by a word that people use.
pub(super) fn activity(posts: &[Post], queues: &[Queue], written: &str) -> Result<Activity, FaultKind> {
    if let Some((activity, _)) = WORDS.iter().find(|(_, words)| words[0] == written) {
        return Ok(*activity);
    }
    let of_queue = |index: usize| {
        let queue = &queues[index];
        let live = FaultKind::LiveQueueActivity { queue: written.to_owned() };
        if queue.is_live() { Err(live) } else { Ok(Activity::Deferrable(QueueIdx(index))) }
    };
    if let Some(index) = posts.iter().position(|post| post.id == written) {
        return Ok(Activity::Post(PostIdx(index)));
    }
    if let Some(index) = queues.iter().position(|queue| queue.id == written) {
        return of_queue(index);
    }
    let meant = written.to_lowercase();
    let mut found: Vec<Result<Activity, FaultKind>> = Vec::new();
    found.extend(WORDS.iter().filter(|(_, words)| words.contains(&meant.as_str())).map(|(activity, _)| Ok(*activity)));
    let is_meant = |id: &str, name: &str| id.to_lowercase() == meant || name.to_lowercase() == meant;
    let post = |index: usize| Ok(Activity::Post(PostIdx(index)));
    found.extend((0..posts.len()).filter(|&index| is_meant(&posts[index].id, &posts[index].name)).map(post));
    let named = (0..queues.len()).filter(|&index| is_meant(&queues[index].id, &queues[index].name));
    found.extend(named.map(of_queue));
    // What is a post's or letters' name is not meant as a queue on which people wait.
    if found.iter().any(Result::is_ok) {
        found.retain(Result::is_ok);
    }
    if found.len() == 1
        && let Some(one) = found.pop()
    {
        return one;
    }
    let deferrable = queues.iter().filter(|queue| !queue.is_live()).map(|queue| queue.id.as_str());
    let known: Vec<&str> = WORDS
        .iter()
        .map(|(_, words)| words[0])
        .chain(posts.iter().map(|post| post.id.as_str()))
        .chain(deferrable)
        .collect();
    Err(FaultKind::UnknownActivity {
        activity: written.to_owned(),
        nearest: nearest(written, known.iter().copied()),
        known: known.into_iter().map(str::to_owned).collect(),
    })
}

/// The name that a column of a roster has here, for the headings that people use.
pub(super) fn headings(header: &[String]) -> Vec<String> {
    let known = |written: &String| {
        let written = written.trim().trim_end_matches(['.', ':']).to_lowercase();
        let name = match written.as_str() {
            "person" | "medarbetare" | "anställd" | "guide" | "employee" | "id" => "agent",
            "namn" => "name",
            "datum" | "dag" | "day" => "date",
            "från" | "fran" | "from" | "börjar" | "starttid" | "begin" => "start",
            "slut" | "till" | "to" | "slutar" | "sluttid" | "until" => "end",
            "aktivitet" | "uppgift" | "task" | "vad" => "activity",
            "rast" => "lunch",
            "anteckning" | "kommentar" | "comment" | "anm" => "note",
            other => other,
        };
        name.to_owned()
    };
    let mut named: Vec<String> = header.iter().map(known).collect();
    // A name will do where no column has ids.
    if !named.iter().any(|name| name == "agent")
        && let Some(name) = named.iter_mut().find(|name| *name == "name")
    {
        "agent".clone_into(name);
    }
    named
}
