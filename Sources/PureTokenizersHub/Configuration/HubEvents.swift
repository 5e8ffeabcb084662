/// How far the download of a file has come.
public struct HubProgress: Hashable, Sendable {
  /// The model and the file.
  public var subject: HubError.Subject
  /// The bytes that have come in, those of an earlier try that was resumed included.
  public var completedBytes: Int
  /// The size of the file, when the server told.
  public var totalBytes: Int?
  /// Whether all is in and checked.
  public var isFinished: Bool
}

/// Something worth a line in a log.
public struct HubEvent: Hashable, Sendable, CustomStringConvertible {
  /// How much it matters.
  public enum Level: String, Hashable, Sendable {
    /// What happens anyway: requests, what the cache had.
    case debug
    /// A try that failed and is repeated, a cached file that stands in, a repaired file.
    case warning
  }

  /// How much it matters.
  public var level: Level
  /// What happened, on one line; addresses without their query.
  public var description: String
}
