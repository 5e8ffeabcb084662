import Foundation

/// The queue on which `URLSession` calls back.
enum CallbackQueue {
  static func make() -> OperationQueue {
    #if canImport(FoundationNetworking)
    return BoundedQueue()
    #else
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = 1
    return queue
    #endif
  }
}

#if canImport(FoundationNetworking)
/// A serial queue that lets whoever adds to it wait until the block before has run.
///
/// `URLSession` on Linux reads from the network as fast as it can and puts each part on this queue
/// as a block: without a bound, a body of 600 MB is in memory before the second part has been
/// looked at (317 MB were measured, and 46 MB with it). Making it wait is back-pressure.
private final class BoundedQueue: OperationQueue, @unchecked Sendable {
  // Sendable: the superclass is, unchecked too, and the language wants that said again; the two
  // constants of its own are Sendable, so nothing that arrives can change them.
  private let queue = DispatchQueue(label: "PureTokenizersHub.callbacks")
  private let room = DispatchSemaphore(value: 1)

  override func addOperation(_ block: @escaping @Sendable () -> Void) {
    room.wait()
    queue.async { [room] in
      block()
      room.signal()
    }
  }
}
#endif
