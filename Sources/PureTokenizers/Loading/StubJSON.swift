// Delete this file when the JSON reader lands.
public struct JSON: Sendable {}
public struct StageLoader: Sendable {}
public struct JSONWriter {}
