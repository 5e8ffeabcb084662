#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#endif

/// A value that one thread at a time may touch.
///
/// `Mutex` of the standard library needs newer systems than this package does.
@safe package final class Lock<Value: Sendable>: @unchecked Sendable {
  // Sendable: `value` is read and written only between lock and unlock of `mutex`, and `mutex` is
  // heap memory that is set up before the lock can be shared and torn down after nobody has it.
  // The mutex is what keeps accesses apart; a check of each would cost a tenth of a short call.
  @exclusivity(unchecked) private var value: Value
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  package init(_ value: Value) {
    unsafe self.value = value
    unsafe mutex = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Runs `body` alone with the value.
  package func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try unsafe body(&value)
  }

  /// The same if nobody else has the value now; false without waiting if somebody has.
  package func withLockIfFree<Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    guard unsafe pthread_mutex_trylock(mutex) == 0 else { return false }
    defer { unsafe pthread_mutex_unlock(mutex) }
    try unsafe body(&value)
    return true
  }

  /// The same with patience for those who only have a look; false when somebody keeps the value,
  /// or had it when this process was forked from another, and so will never give it back.
  @discardableResult
  package func withLockSoon<Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    for _ in 0..<Self.patience {
      if try withLockIfFree(body) { return true }
      sched_yield()
    }
    return false
  }

  /// So many turns of other threads, in which whoever has the value gives it back.
  private static var patience: Int { 100 }
}
