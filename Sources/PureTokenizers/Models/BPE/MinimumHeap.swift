/// A heap of numbers with the smallest on top. Four children for each node: half the depth of a
/// binary heap, and the children share a line of cache.
struct MinimumHeap: Sendable {
  private var elements: [UInt64] = []

  /// Forgets the elements but keeps the memory.
  mutating func removeAll() { elements.removeAll(keepingCapacity: true) }

  /// Appends an element; `order` must be called before anything is taken out.
  mutating func appendUnordered(_ element: UInt64) { elements.append(element) }

  /// Makes a heap of elements in any order.
  mutating func order() {
    guard elements.count > 1 else { return }
    for index in (0...(elements.count - 2) / 4).reversed() { sink(elements[index], from: index) }
  }

  mutating func insert(_ element: UInt64) {
    var index = elements.count
    elements.append(element)
    while index > 0 {
      let parent = (index - 1) / 4
      guard element < elements[parent] else { break }
      elements[index] = elements[parent]
      index = parent
    }
    elements[index] = element
  }

  /// The smallest element.
  var first: UInt64? { elements.first }

  /// Takes out the smallest element.
  mutating func popFirst() -> UInt64? {
    guard let first = elements.first, let last = elements.popLast() else { return nil }
    if !elements.isEmpty { sink(last, from: 0) }
    return first
  }

  /// Puts `element` at `start` or, while it has smaller children, below.
  private mutating func sink(_ element: UInt64, from start: Int) {
    var index = start
    while true {
      let firstChild = 4 * index + 1
      guard firstChild < elements.count else { break }
      var smallest = firstChild
      for child in firstChild..<Swift.min(firstChild + 4, elements.count)
      where elements[child] < elements[smallest] { smallest = child }
      guard elements[smallest] < element else { break }
      elements[index] = elements[smallest]
      index = smallest
    }
    elements[index] = element
  }
}
