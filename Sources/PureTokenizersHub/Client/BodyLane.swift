import PureTokenizers

/// Lets one body at a time come in.
///
/// `URLSession` on Linux sets 12 MB aside for a body that comes in fast, so that four at once would
/// be over the bound on memory that holds whatever a server sends. Questions without a body go on
/// side by side; several bodies would only share the same network.
final class BodyLane: Sendable {
  private let isTaken = Lock(false)

  /// Waits for its turn, at most until the deadline; whether it came.
  func enter(
    for transport: any HTTPTransport, until deadline: ContinuousClock.Instant
  ) async throws(CancellationError) -> Bool {
    while transport.isDraining || !take() {
      guard ContinuousClock.now < deadline else { return false }
      do { try await Task.sleep(for: .milliseconds(5)) } catch { throw CancellationError() }
    }
    return true
  }

  func leave() { isTaken.withLock { $0 = false } }

  private func take() -> Bool {
    isTaken.withLock { isTaken in
      defer { isTaken = true }
      return !isTaken
    }
  }
}
