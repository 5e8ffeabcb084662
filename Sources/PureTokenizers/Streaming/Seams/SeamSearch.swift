/// Looks for the last seam in the text that a stream has.
struct SeamSearch {
  let plan: SeamPlan
  let text: [UInt8]
  /// Where the text ends; what lies beyond is part of a character.
  let end: Int

  /// How many places are tried at most, so that text that falls apart nowhere costs little.
  private static let largestCount = 48
  /// How far back spaces and line ends, where most seams are, are tried before anything else.
  private static let spaceDistance = 512

  /// The last place that has enough characters behind it to tell what it is.
  var limit: Int {
    var place = end
    for _ in 0..<plan.reach where place > 0 { place = scalarStart(before: place) }
    return place
  }

  /// The last seam above `start`, and the context that what follows it is to be encoded in, of
  /// which `count` counts the tokens; nil when there is none that is easily found.
  func lastSeam(
    after start: Int, count: ([UInt8]) -> Int?
  ) -> (place: Int, context: StreamContext)? {
    let limit = limit
    guard limit > start else { return nil }
    for place in stride(from: limit, to: max(start, limit - Self.spaceDistance), by: -1)
    where text[place] == 0x20 || text[place] == 0x0A {
      if let context = context(of: place, count) { return (place, context) }
    }
    var place = limit
    for _ in 0..<Self.largestCount where place > start {
      if text[place] != 0x20, text[place] != 0x0A, let context = context(of: place, count) {
        return (place, context)
      }
      place = scalarStart(before: place)
    }
    return nil
  }

  private func context(of place: Int, _ count: ([UInt8]) -> Int?) -> StreamContext? {
    let left = text.scalar(before: place, notBelow: 0).value
    guard plan.maySeparate(left, text.scalar(at: place).value),
      let bytes = plan.context(of: window(at: place)), let idCount = count(bytes)
    else {
      return nil
    }
    return StreamContext(bytes: bytes, idCount: idCount)
  }

  private func window(at place: Int) -> SeamWindow {
    var (start, stop) = (place, place)
    for _ in 0..<plan.reach {
      if start > 0 { start = scalarStart(before: start) }
      if stop < end { stop += text.scalar(at: stop).length }
    }
    return SeamWindow(left: Array(text[start..<place]), right: Array(text[place..<stop]))
  }

  private func scalarStart(before place: Int) -> Int {
    place - text.scalar(before: place, notBelow: 0).length
  }
}
