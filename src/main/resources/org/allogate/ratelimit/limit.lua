-- Decides one attempt of one subject, as Counter does in memory: all of its policies admit and are
-- charged, or none is.
--
-- KEYS[1]: the counter. ARGV[1]: units, 0 only looks. ARGV[2]: milliseconds since 1970; empty for
-- this server's own time. Then, policy by policy: its limit in units, its window in seconds.
-- Returns 1 or 0 for admitted or not, the number of the policy nearest to refusing (from 0), units
-- left under it, and when its window is empty, in milliseconds since 1970.
--
-- The value is one flat list: window by window its seconds, its latest slot with anything in it, how
-- many slots have, and of each how many slots before the latest it is, and its units.
local SLOTS = 60

local cost = tonumber(ARGV[1])
local now = tonumber(ARGV[2])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end

local kept = redis.call('GET', KEYS[1])
local changed = false

-- One window as it stands in the list from an index on, moved to the present.
local function moved(list, at, slot)
  local window = {seconds = list[at], latest = list[at + 1], used = 0, ages = {}, units = {}}
  local count = list[at + 2]
  if window.latest - slot > SLOTS then
    -- Time was ahead by more than a window, and what was counted then would stay for as long. It
    -- counts from now on instead, so nothing is freed and nobody waits longer than a window.
    window.latest = slot
    changed = changed or count > 0
  end
  local passed = math.max(0, slot - window.latest)
  local n = 0
  for i = at + 3, at + 1 + 2 * count, 2 do
    if list[i] + passed <= SLOTS then
      n = n + 1
      window.ages[n] = list[i]
      window.units[n] = list[i + 1]
      window.used = window.used + list[i + 1]
    end
  end
  return window
end

local function slotOf(seconds)
  return math.floor(now * SLOTS / (seconds * 1000))
end

local earlier = {}
if kept then
  local list = cmsgpack.unpack(kept)
  local at = 1
  while list[at] do
    earlier[#earlier + 1] = moved(list, at, slotOf(list[at]))
    at = at + 3 + 2 * list[at + 2]
  end
end

-- A window of the same length keeps its count, another starts empty; two of one length never share.
local windows = {}
local limits = {}
for i = 3, #ARGV, 2 do
  local n = #windows + 1
  local seconds = tonumber(ARGV[i + 1])
  limits[n] = tonumber(ARGV[i])
  for e = 1, #earlier do
    if earlier[e] and earlier[e].seconds == seconds then
      windows[n] = earlier[e]
      earlier[e] = false
      changed = changed or e ~= n
      break
    end
  end
  if not windows[n] then
    windows[n] = {seconds = seconds, latest = 0, used = 0, ages = {}, units = {}}
    changed = changed or #earlier > 0
  end
end
changed = changed or #earlier > #windows

local function remaining(n)
  return math.max(0, limits[n] - windows[n].used)
end

-- The policy that refuses, of several the one with the longest window.
local refusing
for n = 1, #windows do
  if cost > remaining(n) and (not refusing or windows[n].seconds > windows[refusing].seconds) then
    refusing = n
  end
end

local function charge(window)
  local slot = math.max(window.latest, slotOf(window.seconds))
  local passed = slot - window.latest
  local n = #window.ages
  for i = 1, n do
    window.ages[i] = window.ages[i] + passed
  end
  window.latest = slot
  if n > 0 and window.ages[n] == 0 then
    window.units[n] = window.units[n] + cost
  else
    window.ages[n + 1] = 0
    window.units[n + 1] = cost
  end
  window.used = window.used + cost
end

-- The first millisecond at which a window counts nothing any more.
local function emptyAt(window)
  if window.used == 0 then
    return now
  end
  local last = window.latest
  return math.max(now, math.floor(((last + SLOTS + 1) * window.seconds * 1000 + SLOTS - 1) / SLOTS))
end

if not refusing and cost > 0 then
  for n = 1, #windows do
    charge(windows[n])
  end
  changed = true
end

if changed then
  local list = {}
  local empty = now
  for n = 1, #windows do
    local window = windows[n]
    local at = #list
    list[at + 1] = window.seconds
    list[at + 2] = window.latest
    list[at + 3] = #window.ages
    for i = 1, #window.ages do
      list[at + 2 + 2 * i] = window.ages[i]
      list[at + 3 + 2 * i] = window.units[i]
    end
    empty = math.max(empty, emptyAt(window))
  end
  if empty > now then
    redis.call('SET', KEYS[1], cmsgpack.pack(list), 'PX', empty - now)
  else
    redis.call('DEL', KEYS[1])
  end
end

local nearest = refusing
if not nearest then
  nearest = 1
  for n = 2, #windows do
    local difference = remaining(n) - remaining(nearest)
    if difference < 0 or difference == 0 and windows[n].seconds > windows[nearest].seconds then
      nearest = n
    end
  end
end

return {refusing and 0 or 1, nearest - 1, remaining(nearest), emptyAt(windows[nearest])}
