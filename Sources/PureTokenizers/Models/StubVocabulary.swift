// Delete this file when the vocabulary lands.
public struct Vocabulary: Sendable {}
