import PureTokenizers

/// Lets tasks that want the same thing at the same time share one piece of work.
///
/// A task that is cancelled leaves at once; the work is cancelled when the last one has left.
final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private typealias Outcome = Result<Value, HubError>

  private struct Flight {
    var number: Int
    var work: Task<Void, Never>?
    var waiters: [Int: CheckedContinuation<Outcome, Never>] = [:]
  }
  private struct State {
    var flights: [Key: Flight] = [:]
    var lastNumber = 0
    /// Tasks that were cancelled before they had begun to wait.
    var leftEarly: Set<Int> = []

    mutating func nextNumber() -> Int {
      lastNumber += 1
      return lastNumber
    }
  }
  private let state = Lock(State())

  /// Does the work, or waits for whoever does it already.
  func join(
    _ key: Key, cancelled: HubError,
    _ work: @escaping @Sendable () async throws(HubError) -> Value
  ) async throws(HubError) -> Value {
    let number = state.withLock { $0.nextNumber() }
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        enter(key, number, continuation, cancelled, work)
      }
    } onCancel: {
      leave(key, number, cancelled)
    }
    _ = state.withLock { $0.leftEarly.remove(number) }
    return try outcome.get()
  }

  private func enter(
    _ key: Key, _ number: Int, _ continuation: CheckedContinuation<Outcome, Never>,
    _ cancelled: HubError, _ work: @escaping @Sendable () async throws(HubError) -> Value
  ) {
    let isCancelled = state.withLock { state in
      if state.leftEarly.remove(number) != nil { return true }
      if state.flights[key] != nil {
        state.flights[key]?.waiters[number] = continuation
        return false
      }
      var flight = Flight(number: number)
      flight.waiters[number] = continuation
      flight.work = Task { [self] in
        do throws(HubError) {
          land(key, number, .success(try await work()))
        } catch {
          land(key, number, .failure(error))
        }
      }
      state.flights[key] = flight
      return false
    }
    if isCancelled { continuation.resume(returning: .failure(cancelled)) }
  }

  private func land(_ key: Key, _ number: Int, _ outcome: Outcome) {
    let waiters: [CheckedContinuation<Outcome, Never>] = state.withLock { state in
      // After the last waiter left, another flight may have begun under the same key.
      guard state.flights[key]?.number == number else { return [] }
      return state.flights.removeValue(forKey: key).map { Array($0.waiters.values) } ?? []
    }
    for waiter in waiters { waiter.resume(returning: outcome) }
  }

  private func leave(_ key: Key, _ number: Int, _ cancelled: HubError) {
    let (waiter, work) = state.withLock { state in
      guard let waiter = state.flights[key]?.waiters.removeValue(forKey: number) else {
        state.leftEarly.insert(number)
        return (nil, nil) as (CheckedContinuation<Outcome, Never>?, Task<Void, Never>?)
      }
      guard state.flights[key]?.waiters.isEmpty == true else { return (waiter, nil) }
      return (waiter, state.flights.removeValue(forKey: key)?.work)
    }
    work?.cancel()
    waiter?.resume(returning: .failure(cancelled))
  }
}
