import Foundation
import PureTokenizers

/// One request and its answer, from the side of `URLSession`'s callbacks.
///
/// Whoever waits is told at once when the exchange is over, whether `URLSession` has noticed yet
/// or not: on Linux a cancelled transfer may go on for a while, and what it brings is dropped.
final class Exchange: Sendable {
  private struct State {
    var waiter: CheckedContinuation<Result<ResponseHead, TransportFailure>, Never>?
    var result: Result<ResponseHead, TransportFailure>?
    var head: ResponseHead?
    var speed: SpeedLimit
    var stop: (@Sendable () -> Void)?
  }
  private let receiver: any BodyReceiver
  private let state: Lock<State>

  init(receiver: any BodyReceiver, limits: ExchangeLimits) {
    self.receiver = receiver
    state = Lock(State(speed: SpeedLimit(limits)))
  }

  /// Waits for the end; `stop` is called when it came before the transfer's own.
  func result(
    stop: @escaping @Sendable () -> Void
  ) async -> Result<ResponseHead, TransportFailure> {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let result = state.withLock { state in
          if state.result == nil { (state.waiter, state.stop) = (continuation, stop) }
          return state.result
        }
        if let result {
          stop()
          continuation.resume(returning: result)
        }
      }
    } onCancel: {
      end(.failure(.cancelled))
    }
  }

  /// The head is there; whether the body should come.
  func begin(_ head: ResponseHead) -> Bool {
    let isOver = state.withLock { state in
      state.head = head
      state.speed.note(bytes: 0)
      return state.result != nil
    }
    guard !isOver else { return false }
    // Let go on, `URLSession` on Linux would wait for a password that nobody will give.
    if head.status == 401 || head.status == 407 {
      end(.success(head))
      return false
    }
    switch receiver.begin(head) {
    case .receive: return true
    case .skip: end(.success(head))
    case .refuse(let error): end(.failure(.refused(error)))
    }
    return false
  }

  /// A part of the body is there; false when no more is wanted.
  func receive(_ data: Data) -> Bool {
    // The receiver is called inside the lock: after the end it is never called again, so that
    // whoever waited may take its file away.
    let failure: HubError?? = state.withLock { state in
      guard state.result == nil else { return .some(nil) }
      state.speed.note(bytes: data.count)
      return receiver.receive([UInt8](data)).map { .some($0) } ?? nil
    }
    guard let ending = failure else {
      receiver.partIsIn()
      return true
    }
    if let error = ending { end(.failure(.refused(error))) }
    return false
  }

  /// The transfer is over, for the reason given or because all is in.
  func finish(_ problem: String?) {
    let head = state.withLock(\.head)
    if let problem {
      end(.failure(.connection(problem)))
    } else if let head {
      end(.success(head))
    } else {
      end(.failure(.connection("the server closed the connection without an answer")))
    }
  }

  /// Ends the exchange when it is too slow; called now and then.
  func check(at now: ContinuousClock.Instant) {
    if let problem = state.withLock({ $0.speed.problem(at: now) }) {
      end(.failure(.tooSlow(problem)))
    }
  }

  private func end(_ result: Result<ResponseHead, TransportFailure>) {
    let (waiter, stop) = state.withLock { state in
      guard state.result == nil else { return (nil, nil) as (Waiter?, (@Sendable () -> Void)?) }
      state.result = result
      defer { (state.waiter, state.stop) = (nil, nil) }
      return (state.waiter, state.stop)
    }
    stop?()
    waiter?.resume(returning: result)
  }

  private typealias Waiter = CheckedContinuation<Result<ResponseHead, TransportFailure>, Never>
}

/// Tells when bytes come in too slowly, or not at all.
struct SpeedLimit: Sendable {
  private let limits: ExchangeLimits
  private var lastByte = ContinuousClock.now
  private var windowStart = ContinuousClock.now
  private var windowBytes = 0

  init(_ limits: ExchangeLimits) { self.limits = limits }

  mutating func note(bytes: Int) {
    lastByte = .now
    windowBytes += bytes
  }

  /// What is wrong at this moment, or nil.
  mutating func problem(at now: ContinuousClock.Instant) -> String? {
    if now >= limits.deadline { return limits.lateness }
    if now - lastByte > limits.idle {
      return "the server sent nothing for \(limits.idle.components.seconds) s"
    }
    let seconds = limits.minimumSpeedWindow.components.seconds
    guard now - windowStart >= limits.minimumSpeedWindow else { return nil }
    defer { (windowStart, windowBytes) = (now, 0) }
    guard windowBytes < limits.minimumSpeed * Int(max(seconds, 1)) else { return nil }
    return "the server sent less than \(limits.minimumSpeed) bytes a second for \(seconds) s"
  }
}
